namespace ProviderClients.Calls;

/// <summary>One logical call: what is sent in each attempt and how an answer is read.</summary>
internal sealed record CallOrder<T>
{
    public required Operation Operation { get; init; }

    public required string CallId { get; init; }

    public string? Model { get; init; }

    /// <summary>The job that the call is about, where that is known beforehand.</summary>
    public string? Job { get; init; }

    /// <summary>The key and whatever the caller wrote: a provider's words that repeat any of it are not passed on.</summary>
    public required IReadOnlyList<string> Confidential { get; init; }

    /// <summary>All the time there is, waiting and retries included.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Makes the message of one attempt; identity headers are added by the sender.</summary>
    public required Func<HttpRequestMessage> Message { get; init; }

    /// <summary>Reads a 2xx answer. A reader that keeps the response or the permit says so in the <see cref="Answer{T}"/>.</summary>
    public required Func<HttpResponseMessage, CancellationToken, Task<Answer<T>>> ReadAsync { get; init; }

    /// <summary>Reads any other answer from its status and (bounded) body.</summary>
    public required Func<RefusedAnswer, CallFailure> ReadRefusal { get; init; }

    /// <summary>The most this call may cost, in millionths of a US dollar.</summary>
    public long ReservedMicroUsd { get; init; }
}

/// <summary>What a reader made of a 2xx answer: a value, or why it is none.</summary>
internal sealed record Answer<T>(T? Value, CallFailure? Failure = null)
{
    public string? Job { get; init; }

    /// <summary>What it cost, in millionths of a US dollar; <see langword="null"/> when that is not known.</summary>
    public long? SettledMicroUsd { get; init; } = 0;

    /// <summary>Takes over the exchange when reading goes on after the call has returned, as with a stream.</summary>
    public Action<OpenExchange>? TakeOver { get; init; }

    /// <summary>Keeps the place among the requests under way for a job that goes on after its submit was answered.</summary>
    public Action<IDisposable>? KeepPermit { get; init; }
}

/// <summary>An answer that is not 2xx.</summary>
internal sealed record RefusedAnswer(int Status, byte[] Body, TimeSpan? RetryAfter);
