using System.Runtime.CompilerServices;
using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Enhancement;

/// <summary>Turns a short prompt for a picture into a better one.</summary>
/// <param name="client">Does the asking.</param>
public sealed class PromptEnhancer(DeepSeekChatClient client)
{
    private const int MostTokens = 600;

    /// <summary>Improves a prompt and waits for the whole of it.</summary>
    /// <param name="prompt">The prompt; not empty.</param>
    /// <param name="mode">How far to go.</param>
    /// <param name="callId">The caller's own name of the call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The better prompt.</returns>
    /// <exception cref="ProviderException">The call failed for good.</exception>
    public async Task<string> EnhanceAsync(
        string prompt, PromptEnhancementMode mode, string? callId = null, CancellationToken cancellationToken = default)
    {
        var completion = await client.CompleteAsync(RequestOf(prompt, mode, callId), cancellationToken).ConfigureAwait(false);
        return completion.Content.Trim();
    }

    /// <summary>The same with what it cost; a model that answers without words has failed.</summary>
    /// <param name="prompt">The prompt; not empty.</param>
    /// <param name="mode">How far to go.</param>
    /// <param name="callId">The caller's own name of the call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The better prompt and its cost.</returns>
    /// <exception cref="ProviderException">The call failed for good, or there are no words in the answer.</exception>
    public async Task<EnhancedPrompt> EnhanceInFullAsync(
        string prompt, PromptEnhancementMode mode, string? callId = null, CancellationToken cancellationToken = default)
    {
        var completion = await client.CompleteAsync(RequestOf(prompt, mode, callId), cancellationToken).ConfigureAwait(false);
        return completion.Content.Trim() is { Length: > 0 } words
            ? new EnhancedPrompt(words, completion.CostUsd)
            : throw new ProviderException(
                DeepSeekChatClient.Dialect,
                new CallFailure(ProviderErrorKind.EmptyAnswer, $"the answer has no words; it ended as {completion.FinishReason}") { Status = 200 },
                callId ?? "",
                1);
    }

    /// <summary>Improves a prompt and gives it away piece by piece.</summary>
    /// <param name="prompt">The prompt; not empty.</param>
    /// <param name="mode">How far to go.</param>
    /// <param name="callId">The caller's own name of the call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Pieces of the better prompt.</returns>
    /// <exception cref="ProviderException">The call failed for good, or was interrupted.</exception>
    public async IAsyncEnumerable<string> StreamAsync(
        string prompt,
        PromptEnhancementMode mode,
        string? callId = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in client.StreamAsync(RequestOf(prompt, mode, callId), cancellationToken).ConfigureAwait(false))
        {
            if (update.Content.Length > 0)
            {
                yield return update.Content;
            }
        }
    }

    private static DeepSeekChatRequest RequestOf(string prompt, PromptEnhancementMode mode, string? callId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prompt);
        return new DeepSeekChatRequest
        {
            Messages = [new DeepSeekChatMessage("system", InstructionOf(mode)), new DeepSeekChatMessage("user", prompt)],
            // Thinking would cost time and ignore the temperature.
            Thinking = false,
            Temperature = TemperatureOf(mode),
            MaxTokens = MostTokens,
            CallId = callId,
        };
    }

    private static string InstructionOf(PromptEnhancementMode mode) => mode switch
    {
        PromptEnhancementMode.Creative =>
            "You enhance prompts for image generators. Keep the subject; invent mood, light, style and surprising detail. Answer with the prompt alone.",
        PromptEnhancementMode.Precise =>
            "You enhance prompts for image generators. Keep every given fact and add none; name composition, light, lens and materials exactly. Answer with the prompt alone.",
        _ =>
            "You enhance prompts for image generators. Keep the subject; add fitting light, composition and style. Answer with the prompt alone.",
    };

    private static double TemperatureOf(PromptEnhancementMode mode) => mode switch
    {
        PromptEnhancementMode.Creative => 1.5,
        PromptEnhancementMode.Precise => 0.2,
        _ => 1.0,
    };
}

/// <summary>A better prompt.</summary>
/// <param name="Prompt">Its words; not empty.</param>
/// <param name="CostUsd">What it cost in US dollars; <see langword="null"/> when that is not known.</param>
public sealed record EnhancedPrompt(string Prompt, decimal? CostUsd);

/// <summary>How far an enhanced prompt may go beyond the given one.</summary>
public enum PromptEnhancementMode
{
    /// <summary>Some fitting additions; temperature 1.0.</summary>
    Balanced,

    /// <summary>Free invention around the subject; temperature 1.5.</summary>
    Creative,

    /// <summary>The given facts, said exactly; temperature 0.2.</summary>
    Precise,
}
