using Harness.Clients;

namespace Harness.Steps;

/// <summary>Flies steps in order, and side by side where they say so, and collects how every call ended.</summary>
internal sealed class StepFlight(Func<Step, IStepClient> clientFor, TimeProvider timeProvider)
{
    private readonly List<StepResult> _results = [];
    private readonly Lock _lock = new();

    /// <summary>Flies all steps; a call that fails is a result, not an exception.</summary>
    public async Task<IReadOnlyList<StepResult>> FlyAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        await FlyInOrderAsync(steps, "", cancellationToken);
        lock (_lock)
        {
            return [.. _results.OrderBy(result => result.Number, StringComparer.Ordinal)];
        }
    }

    private async Task FlyInOrderAsync(IReadOnlyList<Step> steps, string prefix, CancellationToken cancellationToken)
    {
        foreach (var (index, step) in steps.Index())
        {
            await FlyAsync(step, $"{prefix}{index + 1:00}", cancellationToken);
        }
    }

    private async Task FlyAsync(Step step, string number, CancellationToken cancellationToken)
    {
        if (step.Call is null)
        {
            await Task.WhenAll(step.Together.Select((side, index) =>
                FlyAsync(side, $"{number}.{index + 1:00}", cancellationToken)));
            return;
        }

        using var client = clientFor(step);
        using var timeIsUp = step.For is { } time
            ? new CancellationTokenSource(time, timeProvider)
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeIsUp.Token, cancellationToken);
        var calls = new StepCalls(step, number);
        await Task.WhenAll(Enumerable.Range(0, step.Workers).Select(_ => WorkAsync(client, calls, either.Token)));
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _results.Add(new StepResult(number, step, calls.Outcomes));
        }
    }

    private static async Task WorkAsync(IStepClient client, StepCalls calls, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && calls.Next() is { } request)
        {
            calls.Add(await client.CallAsync(request, cancellationToken));
        }
    }
}
