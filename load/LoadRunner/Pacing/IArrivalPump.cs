namespace LoadRunner.Pacing;

/// <summary>Starts every arrival at its instant; late ones at once, none is skipped.</summary>
internal interface IArrivalPump
{
    /// <summary>Ends when all arrivals are started, or early, without complaint, when cancelled.</summary>
    /// <param name="arrivals">In order of their due times.</param>
    /// <param name="originNs">The instant on the run's clock that the offsets count from.</param>
    /// <param name="start">Begins a call and returns at its first wait; gets the instant at which the call was due.</param>
    /// <param name="cancellationToken">Stops the pump before the next arrival.</param>
    Task PumpAsync(
        IEnumerable<Arrival> arrivals, long originNs, Action<Arrival, long> start, CancellationToken cancellationToken);
}
