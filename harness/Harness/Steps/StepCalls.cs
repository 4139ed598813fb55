using System.Globalization;

namespace Harness.Steps;

/// <summary>One call of a step, ready to be made.</summary>
/// <param name="Step">The step it belongs to.</param>
/// <param name="CallId">Its identity: step and number, so that it is the same in every run.</param>
/// <param name="Prompt">The step's prompt with the call's number filled in.</param>
internal sealed record StepRequest(Step Step, string CallId, string Prompt);

/// <summary>Hands out the calls of one step to its workers and collects how they ended.</summary>
internal sealed class StepCalls(Step step, string stepNumber)
{
    private readonly List<StepOutcome> _outcomes = [];
    private readonly Lock _lock = new();
    private int _handedOut;

    public IReadOnlyList<StepOutcome> Outcomes
    {
        get
        {
            lock (_lock)
            {
                return [.. _outcomes];
            }
        }
    }

    /// <summary>The next call, or <see langword="null"/> when the step has made them all.</summary>
    public StepRequest? Next()
    {
        var number = Interlocked.Increment(ref _handedOut);
        if (step.For is null ? number > step.Times : number > Step.MostCalls)
        {
            return null;
        }

        var text = number.ToString(CultureInfo.InvariantCulture);
        return new StepRequest(
            step, $"step-{stepNumber}-{text}", step.Prompt.Replace("{n}", text, StringComparison.Ordinal));
    }

    public void Add(StepOutcome outcome)
    {
        lock (_lock)
        {
            _outcomes.Add(outcome);
        }
    }
}
