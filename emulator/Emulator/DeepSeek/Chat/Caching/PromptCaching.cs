using System.Text.Json;
using Emulator.Chance;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat.Caching;

/// <summary>Looks a request's prompt up in the cache of its account, user, model and mode, and leaves its own units there.</summary>
/// <param name="cache">The cache of the run.</param>
internal sealed class PromptCaching(PromptCache cache)
{
    /// <summary>How much of the prompt hits.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="body">What it asks for, as a chat's request.</param>
    /// <param name="request">The same, read.</param>
    /// <param name="promptTokens">How long the prompt is.</param>
    /// <param name="ruler">Is for the answer, and is nothing where nothing is cached.</param>
    public int Take(Exchange exchange, JsonElement body, DeepSeekChatRequest request, int promptTokens, out PromptRuler? ruler)
    {
        var rules = DeepSeekChatRules.Of(exchange);
        var section = rules.Section.Cache;
        ruler = null;
        if (!section.Enabled || promptTokens < section.MinTokens)
        {
            return 0;
        }

        ruler = new PromptRuler(
            OwnerOf(exchange, request, body), DeepSeekChatReplies.FramingTokens + request.ThinkingTokens, section, rules.Catalog.CachesUnits);
        ruler.TakeTools(body);
        ruler.TakeMessages(body, rules.Section.ImageTokens);
        return Math.Min(promptTokens, cache.Take(ruler.Marks, section, exchange.ArrivedAt));
    }

    /// <summary>Writes what is behind an answer; the older cache kept prompts alone.</summary>
    public void Leave(Exchange exchange, PromptRuler? ruler, DeepSeekCompletion completion)
    {
        var rules = DeepSeekChatRules.Of(exchange);
        if (ruler is { IsFull: false } && rules.Catalog.CachesUnits)
        {
            cache.Write(ruler.After(completion), rules.Section.Cache, exchange.Clock.Now);
        }
    }

    private static ulong OwnerOf(Exchange exchange, DeepSeekChatRequest request, JsonElement body)
    {
        var user = body.TryGetProperty("user_id"u8, out var id) && id.ValueKind is JsonValueKind.String ? id.GetString() : "";
        var owner = Seed.Hash(exchange.Account, user, request.ModelName);
        return Seed.Mix(request.IsThinking ? ~owner : owner);
    }
}
