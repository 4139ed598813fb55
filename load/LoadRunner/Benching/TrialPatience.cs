namespace LoadRunner.Benching;

/// <summary>Waits for all calls of a trial, but not for ever: then its connections are closed, which ends the calls.</summary>
internal static class TrialPatience
{
    /// <exception cref="OperationCanceledException">The person at the terminal has had enough.</exception>
    public static async Task WaitAsync(
        IReadOnlyList<Task> calls, ConnectionSet connections, TimeSpan patience, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var patient = new CancellationTokenSource(patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patient.Token, cancellationToken);
        await using (either.Token.Register(connections.Dispose))
        {
            await Task.WhenAll(calls);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
