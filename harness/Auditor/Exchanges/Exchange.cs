using Auditor.Lines;

namespace Auditor.Exchanges;

/// <summary>What the judge keeps of a journal line; its texts are shared between exchanges.</summary>
internal sealed record Exchange
{
    public required long Seq { get; init; }

    public required long ArrivedNs { get; init; }

    public required long? FirstByteNs { get; init; }

    public required long? EndedNs { get; init; }

    public required string Dialect { get; init; }

    public required string Operation { get; init; }

    public required ExchangeKind Kind { get; init; }

    public required string? Key { get; init; }

    public required string? Account { get; init; }

    public required string? Model { get; init; }

    public required string Call { get; init; }

    public required int Attempt { get; init; }

    public required IdentifiedBy IdentifiedBy { get; init; }

    public required long Tokens { get; init; }

    public required long Images { get; init; }

    public required int? Status { get; init; }

    public required long? RetryAfterNs { get; init; }

    public required string? Job { get; init; }

    public CallKey CallKey => new(Dialect, Operation, Call);

    public bool IsPaidWork => Kind is ExchangeKind.Chat or ExchangeKind.Submit;

    public bool Succeeded => Status is >= 200 and < 300;
}

/// <summary>One logical call: a client may use one name for calls of several operations.</summary>
internal readonly record struct CallKey(string Dialect, string Operation, string Call);
