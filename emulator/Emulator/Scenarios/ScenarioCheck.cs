using Emulator.Answers;
using Emulator.Exchanges;
using Emulator.Faults;
using ScenarioFile;

namespace Emulator.Scenarios;

/// <summary>Checks what a section can only be wrong about together with the dialects there are.</summary>
internal static class ScenarioCheck
{
    /// <summary>Refuses dialects, operations and timings that do not exist.</summary>
    /// <exception cref="ScenarioFormatException">Some do not.</exception>
    public static void Check(EmulatorSection section, ScenarioDocument? document, IReadOnlyList<IDialect> dialects)
    {
        List<ScenarioProblem> problems = [];
        foreach (var (name, asked) in section.Dialects)
        {
            var path = $"emulator.dialects.{name}";
            if (dialects.FirstOrDefault(dialect => dialect.Traits.Name == name) is not { } dialect)
            {
                problems.Add(Problem(document, path, $"there is no dialect {name}", $"use one of {List(dialects.Select(one => one.Traits.Name))}"));
                continue;
            }

            CheckOperations(asked, dialect, (index, what, remedy) =>
                problems.Add(Problem(document, $"{path}.faults[{index}].operations", what, remedy)));
            CheckAnswers(asked, dialect, (index, what, remedy) =>
                problems.Add(Problem(document, $"{path}.answers[{index}]", what, remedy)));
            CheckTiming(asked.Timing, dialect.Traits, (key, remedy) =>
                problems.Add(Problem(document, $"{path}.timing.{key}", $"{name} has no timing {key}", remedy)));
        }

        foreach (var same in section.Dialects.Where(one => one.Value.Port > 0).GroupBy(one => one.Value.Port).Where(same => same.Count() > 1))
        {
            problems.Add(Problem(
                document,
                $"emulator.dialects.{same.Last().Key}.port",
                $"{List(same.Select(one => one.Key))} have the same port {same.Key}",
                "give each a port of its own, or 0 for any free one"));
        }

        if (problems.Count > 0)
        {
            throw new ScenarioFormatException(problems);
        }
    }

    private static void CheckAnswers(DialectSection asked, IDialect dialect, Action<int, string, string> complain)
    {
        var traits = dialect.Traits;
        var known = dialect.Operations.Select(operation => operation.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, answer) in (asked.Answers ?? []).Index())
        {
            if ((answer.Forms & ~traits.Answers) is var wrong and not AnswerForms.None)
            {
                complain(index, $"{traits.Name} cannot answer with {Words(wrong)}", $"use {Words(traits.Answers)}");
            }

            foreach (var operation in (answer.Operations ?? []).Where(operation => !known.Contains(operation)))
            {
                complain(index, $"{traits.Name} has no operation {operation}", $"use one of {List(known)}");
            }
        }
    }

    private static string Words(AnswerForms forms) => List(Enum.GetValues<AnswerForms>()
        .Where(form => form is not AnswerForms.None && forms.HasFlag(form))
        .Select(form => FaultWord.Camel($"{form}")));

    private static void CheckOperations(DialectSection asked, IDialect dialect, Action<int, string, string> complain)
    {
        var known = dialect.Operations.Select(operation => operation.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, fault) in asked.Faults.Index())
        {
            foreach (var operation in (fault.Operations ?? []).Where(operation => !known.Contains(operation)))
            {
                complain(index, $"{dialect.Traits.Name} has no operation {operation}", $"use one of {List(known)}");
            }
        }
    }

    private static void CheckTiming(TimingSection asked, DialectTraits traits, Action<string, string> complain)
    {
        var usual = traits.DefaultTiming;
        (string Key, bool IsAsked, bool IsKnown)[] keys =
        [
            ("timeToFirstToken", asked.TimeToFirstToken is not null, usual.TimeToFirstToken is not null),
            ("tokensPerSecond", asked.TokensPerSecond is not null, usual.TokensPerSecond is not null),
            ("queueTime", asked.QueueTime is not null, usual.QueueTime is not null),
            ("runTime", asked.RunTime is not null, usual.RunTime is not null),
            ("resultLifetime", asked.ResultLifetime is not null, usual.ResultLifetime is not null),
        ];
        var known = keys.Where(key => key.IsKnown).Select(key => key.Key).ToArray();
        foreach (var key in keys.Where(key => key.IsAsked && !key.IsKnown))
        {
            complain(key.Key, known.Length == 0 ? "remove it; delay slows every answer" : $"use one of {List(known)}, or delay");
        }
    }

    private static ScenarioProblem Problem(ScenarioDocument? document, string path, string what, string remedy) =>
        new(document?.PlaceOf(path) ?? new ScenarioPlace("scenario", 1, 1), path, what, remedy);

    private static string List(IEnumerable<string> names) => string.Join(", ", names);
}
