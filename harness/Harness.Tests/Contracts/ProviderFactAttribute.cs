using System.Globalization;
using System.Reflection;
using Harness.Facts;
using Xunit.Sdk;
using Xunit.v3;

namespace Harness.Tests.Contracts;

/// <summary>
/// Binds a test to a row of the facts file in its folder. The row's values, the code spans of its statement, are the test's
/// arguments: they stand nowhere else, and a row that is altered fails its test. What the attribute gives comes before them.
/// </summary>
/// <param name="id">The row's id.</param>
/// <param name="more">Arguments that are not the fact's: a body to send, say.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ProviderFactAttribute(string id, params object?[] more) : DataAttribute
{
    public string Id { get; } = id;

    public IReadOnlyList<object?> More { get; } = more;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var facts = FactsFolder.Of(testMethod.DeclaringType!).Facts;
        var row = facts.Facts.FirstOrDefault(row => row.Id == Id)
            ?? throw new InvalidOperationException($"{testMethod.Name}: {facts.Dialect} has no fact {Id}; write its row in {FactsFile.Name}.");
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            [new TheoryDataRow(Arguments(testMethod, row.Values)) { TestDisplayName = $"{testMethod.Name}: {Id}" }]);
    }

    public override bool SupportsDiscoveryEnumeration() => false;

    /// <summary>The arguments of a test for values of its row; an array at the end takes all that are left.</summary>
    public object?[] Arguments(MethodInfo test, IReadOnlyList<string> values)
    {
        var parameters = test.GetParameters();
        var hasArray = parameters is [.., { ParameterType.IsArray: true }];
        var single = parameters.Length - More.Count - (hasArray ? 1 : 0);
        if (values.Count < single || (values.Count > single && !hasArray))
        {
            throw new InvalidOperationException($"{test.Name} takes {single} values, but the row {Id} has {values.Count}.");
        }

        var converted = values.Take(single).Select((value, index) => Convert.ChangeType(
            value, parameters[More.Count + index].ParameterType, CultureInfo.InvariantCulture));
        return hasArray ? [.. More, .. converted, values.Skip(single).ToArray()] : [.. More, .. converted];
    }
}
