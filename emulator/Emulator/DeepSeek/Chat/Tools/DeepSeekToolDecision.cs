using System.Globalization;
using System.Text.Json;
using Emulator.Chance;
using Emulator.DeepSeek.Chat.Schemas;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat.Tools;

/// <summary>Decides which tools an answer calls: those that what the user says is about, each once, until their results are there.</summary>
internal static class DeepSeekToolDecision
{
    private const int MostCalls = 8;
    private const int IdLetters = 24;

    /// <summary>The calls of an answer that is not the scenario's own.</summary>
    public static IReadOnlyList<DeepSeekToolCall> Decide(Exchange exchange, DeepSeekChatRequest request)
    {
        var wishes = request.Wishes;
        if (wishes.Tools.Count == 0 || wishes.ToolChoice.Kind is ToolChoiceKind.None)
        {
            return [];
        }

        var hints = PromptHints.From(request.UserText);
        List<DeepSeekToolCall> calls = [];
        foreach (var tool in Wanted(wishes, request.UserText))
        {
            foreach (var one in Each(tool, hints))
            {
                if (calls.Count < MostCalls)
                {
                    calls.Add(Call(exchange, tool, one, calls.Count));
                }
            }
        }

        return calls;
    }

    private static IEnumerable<DeepSeekTool> Wanted(DeepSeekWishes wishes, string text)
    {
        if (wishes.ToolChoice.Name is { } name)
        {
            return wishes.Tools.Where(tool => tool.Name == name).Take(1);
        }

        var words = SpokenWords.Of(text);
        var scored = wishes.Tools.Select(tool => (Tool: tool, Score: words.ScoreOf(tool))).ToArray();
        if (wishes.ToolChoice.Kind is ToolChoiceKind.Required)
        {
            return [scored.MaxBy(one => one.Score).Tool];
        }

        // A tool that was called since the user spoke has given its result, or the history would have been refused.
        var left = scored.Where(one => one.Score > 0 && !wishes.History.CalledTools.Contains(one.Tool.Name)).ToArray();
        var best = left.Length == 0 ? 0 : left.Max(one => one.Score);

        // Several are called where the user names several.
        return left.Where(one => one.Score == best || one.Score >= SpokenWords.NameScore).Select(one => one.Tool)
            .Take(best >= SpokenWords.NameScore ? MostCalls : 1);
    }

    /// <summary>One call for each name that the user lists, where a tool takes nothing else; else one call.</summary>
    private static IEnumerable<PromptHints> Each(DeepSeekTool tool, PromptHints hints)
    {
        var takesOneText = tool.Parameters is { } schema && tool.ParameterNames.Any()
            && schema.TryGetProperty("required"u8, out var required) && required.ValueKind is JsonValueKind.Array
            && required.GetArrayLength() == 1
            && required[0].ValueKind is JsonValueKind.String
            && schema.GetProperty("properties"u8).TryGetProperty(required[0].GetString()!, out var property)
            && property.ValueKind is JsonValueKind.Object
            && property.TryGetProperty("type"u8, out var type) && DeepSeekSchema.Plain(type) is "string"
            && !property.TryGetProperty("enum"u8, out _)
            && SampleText.IsNamedThing(required[0].GetString()!);
        return takesOneText && hints.Names.Count > 1 ? hints.Names.Select(hints.Only) : [hints];
    }

    private static DeepSeekToolCall Call(Exchange exchange, DeepSeekTool tool, PromptHints hints, int index)
    {
        var seed = Seed.For(exchange.Plan.ContentSeed, "arguments", tool.Name, index);
        var arguments = tool.Parameters is { } schema ? new SchemaSample(schema, seed, hints).Arguments() : [];
        return new DeepSeekToolCall(
            index,
            string.Create(CultureInfo.InvariantCulture, $"call_{index:00}_{exchange.Ids.Letters(IdLetters)}"),
            tool.Name,
            DeepSeekToolCall.Spaced(arguments));
    }
}
