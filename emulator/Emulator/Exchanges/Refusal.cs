using Emulator.Limits;

namespace Emulator.Exchanges;

/// <summary>Why a request is not served; the dialect turns it into an answer.</summary>
internal abstract record Refusal(string Reason);

/// <summary>No key came.</summary>
internal sealed record MissingKey() : Refusal("no key was sent");

/// <summary>A key came that is not accepted.</summary>
/// <param name="Key">The key as it was sent.</param>
/// <param name="Reason">Which rule did not accept it.</param>
internal sealed record WrongKey(string Key, string Reason) : Refusal(Reason);

/// <summary>A key came that has not the form that keys must have.</summary>
/// <param name="Key">The key as it was sent.</param>
/// <param name="Reason">Which form was expected.</param>
internal sealed record MalformedKey(string Key, string Reason) : Refusal(Reason);

/// <summary>The account has too little left.</summary>
internal sealed record BalanceSpent(string Reason) : Refusal(Reason);

/// <summary>The body is longer than the dialect reads.</summary>
internal sealed record BodyTooLarge(int MaxBytes)
    : Refusal($"the body is larger than the {MaxBytes} bytes that are read");

/// <summary>A limit is spent.</summary>
/// <param name="Decision">The limit that refused, how full it is, and when it has room again.</param>
/// <param name="Wait">How long until then; <see langword="null"/> when that depends on answers still running.</param>
internal sealed record LimitSpent(LimitDecision Decision, TimeSpan? Wait) : Refusal(Decision.Reason)
{
    /// <summary>Whether the scenario wants Retry-After or forbids it; <see langword="null"/> leaves it to the dialect.</summary>
    public bool? WantsRetryAfter => Decision.Limit.RetryAfter;
}

/// <summary>A fault refuses the request.</summary>
/// <param name="Status">The status that the scenario asks for.</param>
/// <param name="RetryAfter">The wait that the scenario asks for.</param>
/// <param name="Reason">Which rule decided it, with its draw.</param>
internal sealed record FaultRefusal(int Status, TimeSpan? RetryAfter, string Reason) : Refusal(Reason)
{
    /// <summary>The words of the error; <see langword="null"/> for the dialect's own.</summary>
    public string? Message { get; init; }

    /// <summary>The code of the error, where the dialect's errors have one; <see langword="null"/> for the dialect's own.</summary>
    public string? Code { get; init; }
}

/// <summary>A fault makes a delivery URL too old.</summary>
internal sealed record UrlExpired(string Reason) : Refusal(Reason);

/// <summary>A fault makes a delivery URL lead to nothing.</summary>
internal sealed record UrlMissing(string Reason) : Refusal(Reason);

/// <summary>The emulator itself failed.</summary>
internal sealed record HandlerFailed(string Reason) : Refusal(Reason);
