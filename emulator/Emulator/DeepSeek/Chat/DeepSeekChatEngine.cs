using System.Text.Unicode;
using Emulator.DeepSeek.Chat.Caching;
using Emulator.DeepSeek.Chat.Files;
using Emulator.DeepSeek.Chat.Forms;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat;

/// <summary>Answers a chat in whatever form it was asked for: checked, made, cached and billed in one way.</summary>
/// <param name="caching">Where prompts are remembered.</param>
/// <param name="files">What messages may refer to.</param>
internal sealed class DeepSeekChatEngine(PromptCaching caching, UploadedFiles files)
{
    /// <summary>The answer, or <see langword="null"/> with what is wrong.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="chat">What it asks for, as a chat's request.</param>
    /// <param name="complaint">What is wrong.</param>
    public DeepSeekAnswer? Answer(Exchange exchange, ChatTwin chat, out DeepSeekComplaint complaint)
    {
        var rules = DeepSeekChatRules.Of(exchange);
        if (new DeepSeekChatReader(chat.Bytes, exchange.Prompt, rules).Read(chat.Body, out complaint) is not { } request)
        {
            return null;
        }

        var isBeta = exchange.Http.Request.Path.StartsWithSegments("/deepseek/beta", StringComparison.Ordinal);
        if (DeepSeekHistoryCheck.ComplaintAbout(request, rules.Section.Chat, isBeta) is { } disorder)
        {
            complaint = new DeepSeekComplaint(disorder);
            return null;
        }

        request = request.Honouring(DeepSeekHistoryCheck.IsHonoured(rules.Section.Chat, isBeta)) with { AnswerSchema = chat.AnswerSchema };
        if (files.MissingIn(exchange, chat.Body) is { } missing)
        {
            complaint = new DeepSeekComplaint($"File {missing} not found");
            return null;
        }

        var completion = DeepSeekChatReplies.Complete(exchange, request);
        completion = completion with
        {
            CacheHitTokens = caching.Take(exchange, chat.Body, request, completion.PromptTokens, out var ruler),
        };
        caching.Leave(exchange, ruler, completion);
        Bill(exchange, completion);
        return new DeepSeekAnswer(request, completion);
    }

    /// <summary>Notes what the provider would bill for an answer.</summary>
    public static void Bill(Exchange exchange, DeepSeekCompletion completion)
    {
        var rules = DeepSeekChatRules.Of(exchange);
        var hit = completion.CacheHitTokens;
        var bill = rules.BillFor(
            rules.Catalog.Model(completion.Model)!,
            new DeepSeekUse(hit, completion.PromptTokens - hit, completion.CompletionTokens),
            exchange.ArrivedAt);
        exchange.Bill(completion.PromptTokens, completion.CompletionTokens, images: 0, bill.MicroUsd, bill.Yuan);
    }

    /// <summary>Why a body cannot be read as JSON; <see langword="null"/> when it can.</summary>
    public static DeepSeekComplaint? ProblemOf(Exchange exchange) =>
        exchange.Json is not null && IsUnicode(exchange.Body.Span)
            ? null
            // What the emulator cannot read and the provider could, but for its depth or its letters, has no place.
            : new DeepSeekComplaint(
                $"Failed to parse the request body as JSON: {DeepSeekJsonScanner.ProblemOf(exchange.Body) ?? "invalid unicode code point at line 1 column 0"}");

    /// <summary>Half surrogate pairs can only come from escapes, which texts of the ordinary kind do not have.</summary>
    private static bool IsUnicode(ReadOnlySpan<byte> body) => Utf8.IsValid(body)
        && ((body.IndexOf("\\ud"u8) < 0 && body.IndexOf("\\uD"u8) < 0) || DeepSeekJsonScanner.ProblemOf(body.ToArray()) is null);
}

/// <summary>A chat's request with its answer.</summary>
internal sealed record DeepSeekAnswer(DeepSeekChatRequest Request, DeepSeekCompletion Completion);
