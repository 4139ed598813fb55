using Emulator.Exchanges;

namespace Emulator.Limits;

/// <summary>What the limits must know of a request.</summary>
/// <param name="Key">Whose allowance is used: the key's fingerprint.</param>
/// <param name="Kind">What kind of operation it is.</param>
/// <param name="Model">The canonical model, where the request names one.</param>
/// <param name="At">When the request arrived.</param>
internal readonly record struct LimitedRequest(string Key, OperationKind Kind, string? Model, DateTimeOffset At)
{
    /// <summary>The account that the key belongs to.</summary>
    public string? Account { get; init; }

    /// <summary>The project that the key belongs to.</summary>
    public string? Project { get; init; }

    /// <summary>What it is known to use beside being a request.</summary>
    public RequestUnits Units { get; init; }
}
