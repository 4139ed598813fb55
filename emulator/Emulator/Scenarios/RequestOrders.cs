namespace Emulator.Scenarios;

/// <summary>What a request itself asks for in headers; it goes before the scenario.</summary>
internal sealed record RequestOrders
{
    public static readonly RequestOrders None = new();

    /// <summary>The faults in place of the scenario's; <see langword="null"/> leaves those.</summary>
    public IReadOnlyList<OrderedFault>? Faults { get; init; }

    /// <summary>The delay in place of the scenario's.</summary>
    public TimeSpan? Delay { get; init; }
}

/// <summary>A fault that a header asks for.</summary>
/// <param name="Rule">What is asked for.</param>
/// <param name="Header">Where it was asked.</param>
internal sealed record OrderedFault(FaultSection Rule, string Header);
