using System.Text.Json;

namespace Emulator.DeepSeek.Chat.Fim;

/// <summary>What a valid request for the text between a beginning and an end asks for.</summary>
internal sealed record DeepSeekFimRequest
{
    public required string ModelName { get; init; }

    /// <summary>What stands before.</summary>
    public required string Prompt { get; init; }

    /// <summary>What stands after.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>Whether the answer begins with the prompt.</summary>
    public bool IsEcho { get; init; }

    /// <summary>How many alternatives each token is told with; <see langword="null"/> for no word of them.</summary>
    public int? Logprobs { get; init; }

    public int MaxTokens { get; init; }

    public IReadOnlyList<string> Stops { get; init; } = [];

    public bool IsStream { get; init; }

    public bool WantsUsageInEveryChunk { get; init; }

    public int PromptTokens => DeepSeekTokens.Count(Prompt) + DeepSeekTokens.Count(Suffix);

    /// <summary>The texts of a request that may be anything: what content is drawn from.</summary>
    public static string PromptOf(JsonElement body) => $"{TextOf(body, "prompt")}\n{TextOf(body, "suffix")}";

    private static string TextOf(JsonElement body, string name) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String
            ? text.GetString()!
            : "";
}
