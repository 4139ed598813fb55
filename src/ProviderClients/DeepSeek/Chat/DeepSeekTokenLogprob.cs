namespace ProviderClients.DeepSeek.Chat;

/// <summary>One token and how probable it was.</summary>
/// <param name="Token">The token's text; part of a character where its bytes are.</param>
/// <param name="Logprob">The natural logarithm of its probability; -9999 for one that was not among the twenty likeliest.</param>
public sealed record DeepSeekTokenLogprob(string Token, double Logprob)
{
    /// <summary>The token in UTF-8; <see langword="null"/> where the provider gives no bytes.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }

    /// <summary>What else could have stood here, the likeliest first; as many as were asked for.</summary>
    public IReadOnlyList<DeepSeekTokenLogprob> Alternatives { get; init; } = [];
}
