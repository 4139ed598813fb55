using System.Globalization;

namespace Harness.Steps;

/// <summary>Everything that came of one step, and whether it is what the step expects.</summary>
/// <param name="Number">The step's place in the file: 01, 02, or 02.01 for one of several side by side.</param>
/// <param name="Step">What was asked for.</param>
/// <param name="Outcomes">One entry a call, in the order in which the calls ended.</param>
internal sealed record StepResult(string Number, Step Step, IReadOnlyList<StepOutcome> Outcomes)
{
    /// <summary>What is not as expected, one sentence each; calls that the end of the step's time stopped do not count.</summary>
    public IReadOnlyList<string> Failures()
    {
        var ended = Outcomes.Where(outcome => outcome.Outcome != StepOutcome.Stopped).ToList();
        if (ended.Count == 0)
        {
            return [$"step {Number}: no call ended; give it more time"];
        }

        var expected = Step.Expect;
        List<string> failures = [];
        var wrong = ended.Where(outcome => outcome.Outcome != expected.Outcome).ToList();
        if (wrong.Count > ended.Count * (1 - expected.Share) + 1e-9)
        {
            var first = wrong[0];
            failures.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"step {Number}: {wrong.Count} of {ended.Count} calls did not end as {expected.Outcome}; the first, {first.CallId}, ended as {first.Outcome}: {first.Message}"));
        }

        if (expected.Contains is { } text
            && ended.FirstOrDefault(outcome => !outcome.Got.Contains(text, StringComparison.Ordinal)) is { } other)
        {
            failures.Add($"step {Number}: the answer to {other.CallId} does not contain \"{text}\"");
        }

        if (expected.Attempts is { } attempts && ended.FirstOrDefault(outcome => outcome.Attempts != attempts) is { } odd)
        {
            failures.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"step {Number}: {odd.CallId} took {odd.Attempts} attempts, expected {attempts}"));
        }

        return failures;
    }
}
