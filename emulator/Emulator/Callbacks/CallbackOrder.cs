using System.Net;
using Emulator.Exchanges;
using Emulator.Faults;

namespace Emulator.Callbacks;

/// <summary>A callback that a submit ordered: to whom, when, what, and what goes wrong with it.</summary>
internal sealed record CallbackOrder
{
    public required Uri Receiver { get; init; }

    /// <summary>When the job is over, which is when the provider calls.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Makes the message for the instant at which it is sent.</summary>
    public required Func<DateTimeOffset, CallbackMessage> MessageAt { get; init; }

    /// <summary>How the provider tries again.</summary>
    public required CallbackPolicy Policy { get; init; }

    /// <summary>The dialect that calls.</summary>
    public required string Dialect { get; init; }

    public required string Job { get; init; }

    /// <summary>The logical call and the attempt of the submit.</summary>
    public CallIdentity Identity { get; init; }

    /// <summary>The token of the submit's decision.</summary>
    public string? Plan { get; init; }

    /// <summary>About how much memory it holds while it is outstanding.</summary>
    public long Bytes { get; init; }

    /// <summary>What goes wrong with it.</summary>
    public IReadOnlyList<CallbackFault> Faults { get; init; } = [];

    public TFault? FaultOf<TFault>()
        where TFault : CallbackFault => Faults.OfType<TFault>().FirstOrDefault();
}

/// <summary>What a receiver gets.</summary>
/// <param name="Body">The JSON.</param>
/// <param name="Headers">The headers, the signature among them.</param>
internal sealed record CallbackMessage(byte[] Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>How a provider delivers.</summary>
/// <param name="Timeout">How long the receiver may take to answer.</param>
/// <param name="Retries">The waits before each further try; after the last the callback is dropped.</param>
internal sealed record CallbackPolicy(TimeSpan Timeout, IReadOnlyList<TimeSpan> Retries)
{
    /// <summary>Whether only status 200 is taken for an answer; by default every 2xx is.</summary>
    public bool OnlyOkCounts { get; init; }

    /// <summary>Whether the receiver has taken the callback.</summary>
    public bool IsTaken(HttpResponseMessage answer) =>
        OnlyOkCounts ? answer.StatusCode is HttpStatusCode.OK : answer.IsSuccessStatusCode;
}
