using Emulator.Answers;
using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.Timing;
using ScenarioFile;

namespace Emulator.Scenarios;

/// <summary>Checks what a section can only be wrong about together with the dialects there are.</summary>
internal sealed class ScenarioCheck
{
    /// <summary>Dates end, and so must whatever is added to one.</summary>
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(3650);

    private readonly ScenarioDocument? _document;
    private readonly List<ScenarioProblem> _problems = [];

    private ScenarioCheck(ScenarioDocument? document) => _document = document;

    /// <summary>Refuses dialects, operations, models and timings that do not exist.</summary>
    /// <exception cref="ScenarioFormatException">Some do not.</exception>
    public static void Check(EmulatorSection section, ScenarioDocument? document, IReadOnlyList<IDialect> dialects)
    {
        ScenarioCheck check = new(document);
        foreach (var (name, asked) in section.Dialects)
        {
            var path = $"emulator.dialects.{name}";
            if (dialects.FirstOrDefault(dialect => dialect.Traits.Name == name) is { } dialect)
            {
                check.CheckDialect(path, asked, dialect);
            }
            else
            {
                check.Complain(path, $"there is no dialect {name}", $"use one of {List(dialects.Select(one => one.Traits.Name))}");
            }
        }

        check.CheckPorts(section);
        foreach (var (path, what, remedy) in KeyRulesCheck.ProblemsOf(section, dialects))
        {
            check.Complain(path, what, remedy);
        }

        if (check._problems.Count > 0)
        {
            throw new ScenarioFormatException(check._problems);
        }
    }

    private void CheckProvider(string path, DialectSection asked, IDialect dialect)
    {
        List<ScenarioProblem> problems = [];
        dialect.RulesOf(asked.Provider, path, problems);
        foreach (var problem in problems)
        {
            Complain(problem.Path, problem.What, problem.Remedy);
        }
    }

    private void CheckPorts(EmulatorSection section)
    {
        foreach (var same in section.Dialects.Where(one => one.Value.Port > 0).GroupBy(one => one.Value.Port).Where(same => same.Count() > 1))
        {
            Complain(
                $"emulator.dialects.{same.Last().Key}.port",
                $"{List(same.Select(one => one.Key))} have the same port {same.Key}",
                "give each a port of its own, or 0 for any free one");
        }
    }

    private void CheckAnswers(string path, DialectSection asked, IDialect dialect)
    {
        foreach (var (index, answer) in (asked.Answers ?? []).Index())
        {
            CheckOperations($"{path}.answers[{index}]", answer.Operations, dialect);
            if ((answer.Forms & ~dialect.Traits.Answers) is var wrong and not AnswerForms.None)
            {
                Complain(
                    $"{path}.answers[{index}]",
                    $"{dialect.Traits.Name} cannot answer with {Words(wrong)}",
                    $"use {Words(dialect.Traits.Answers)}");
            }
            else if (answer.FinishReason is { } finish && !dialect.Traits.FinishReasons.Contains(finish))
            {
                Complain(
                    $"{path}.answers[{index}].finishReason", $"no answer ends with {finish}", $"use one of {List(dialect.Traits.FinishReasons)}");
            }
        }
    }

    private static string Words(AnswerForms forms) => List(Enum.GetValues<AnswerForms>()
        .Where(form => form is not AnswerForms.None && forms.HasFlag(form))
        .Select(form => FaultWord.Camel($"{form}")));

    private void CheckDialect(string path, DialectSection asked, IDialect dialect)
    {
        foreach (var (index, fault) in (asked.Faults ?? []).Index())
        {
            CheckOperations($"{path}.faults[{index}]", fault.Operations, dialect);
        }

        CheckProvider($"{path}.provider", asked, dialect);
        CheckAnswers(path, asked, dialect);
        CheckTiming($"{path}.timing", asked.Timing, dialect.Traits);
        CheckWorkers(path, asked.Workers, dialect.Traits);
        foreach (var (index, rule) in asked.Timings.Index())
        {
            var place = $"{path}.timings[{index}]";
            CheckOperations(place, rule.Operations, dialect);
            CheckModels(place, rule.Models, dialect.Traits);
            CheckTiming(place, rule, dialect.Traits);
            CheckWorkers(place, rule.Workers, dialect.Traits);
            CheckWork(place, rule, dialect);
        }
    }

    private void CheckOperations(string path, IReadOnlyList<string>? asked, IDialect dialect)
    {
        var known = dialect.Operations.Select(operation => operation.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var operation in (asked ?? []).Where(operation => !known.Contains(operation)))
        {
            Complain(
                $"{path}.operations", $"{dialect.Traits.Name} has no operation {operation}", $"use one of {List(known)}");
        }
    }

    private void CheckModels(string path, IReadOnlyList<string>? asked, DialectTraits traits)
    {
        foreach (var model in (asked ?? []).Where(model => !traits.HasModel(model)))
        {
            Complain(
                $"{path}.models",
                $"{traits.Name} has no model {model}",
                traits.Models.Count == 0 ? "remove models; the dialect has none to choose from" : $"use one of {List(traits.Models)}");
        }
    }

    private void CheckTiming(string path, TimingKeys asked, DialectTraits traits)
    {
        string[] known =
            [.. traits.Profiles.Quick.Timing.WorkKeys.Where(key => key.Value is not null).Select(key => FaultWord.Camel(key.Key))];
        foreach (var key in asked.WorkKeys.Where(key => key.Value is not null).Select(key => FaultWord.Camel(key.Key)).Except(known))
        {
            Complain($"{path}.{key}", $"{traits.Name} has no timing {key}", $"use one of {List(known)}, or delay");
        }

        CheckLifetime(path, asked);
    }

    private void CheckLifetime(string path, TimingKeys asked)
    {
        if (asked.ResultLifetime > LongestLifetime)
        {
            Complain($"{path}.resultLifetime", "no result is kept for so long", $"write {LongestLifetime.TotalDays:0}d at most");
        }
    }

    private void CheckWorkers(string path, WorkersSection? asked, DialectTraits traits)
    {
        if (asked?.KeepAlive is not null && !traits.KeepsWaitingAlive)
        {
            Complain($"{path}.workers.keepAlive", $"{traits.Name} sends nothing to those who wait", "remove keepAlive");
        }
    }

    private void CheckWork(string path, TimingRule rule, IDialect dialect)
    {
        var work = dialect.Operations.Where(operation => operation.IsWork).Select(operation => operation.Name).Distinct().ToArray();
        if (rule is { Workers: not null, Operations: { } asked } && !asked.Intersect(work).Any())
        {
            Complain($"{path}.workers", $"no worker does {List(asked)}", $"remove workers, or use operations: [{List(work)}]");
        }
    }

    private void Complain(string path, string what, string remedy) =>
        _problems.Add(new ScenarioProblem(_document?.PlaceOf(path) ?? new ScenarioPlace("scenario", 1, 1), path, what, remedy));

    private static string List(IEnumerable<string> names) => string.Join(", ", names);
}
