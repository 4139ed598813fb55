using System.Reflection;

namespace Harness.Tests.Contracts;

/// <summary>A test of a fact, which can be run with other values than those of its row.</summary>
/// <param name="Method">The test.</param>
/// <param name="Mark">What binds it to the row.</param>
internal sealed record FactTest(MethodInfo Method, ProviderFactAttribute Mark)
{
    public string Id => Mark.Id;

    public static IEnumerable<FactTest> Of(Type type) =>
        from method in type.GetMethods()
        from mark in method.GetCustomAttributes<ProviderFactAttribute>()
        select new FactTest(method, mark);

    /// <summary>Tells which values can be altered without the test noticing.</summary>
    public async Task<IReadOnlyList<string>> SurvivorsAsync(IReadOnlyList<string> values)
    {
        List<string> survivors = [];
        for (var index = 0; index < values.Count; index++)
        {
            var altered = values.Select((value, at) => at == index ? Harness.Facts.FactRow.Altered(value) : value).ToList();
            if (await PassesAsync(altered))
            {
                survivors.Add($"{Id}: {Method.Name} passes with {altered[index]} in place of {values[index]}");
            }
        }

        return survivors;
    }

    /// <summary>Whether the test passes with these values; whatever it throws is a failure.</summary>
    public async Task<bool> PassesAsync(IReadOnlyList<string> values)
    {
        var instance = Method.IsStatic ? null : Activator.CreateInstance(Method.DeclaringType!);
        try
        {
            if (Method.Invoke(instance, Mark.Arguments(Method, values)) is Task running)
            {
                await running;
            }

            return true;
        }
#pragma warning disable CA1031 // A test may fail with any exception, and that it fails is all that is asked.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
