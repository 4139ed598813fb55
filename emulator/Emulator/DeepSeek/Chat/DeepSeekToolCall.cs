using System.Globalization;
using System.Text.Json.Nodes;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat;

/// <summary>One tool that an answer calls.</summary>
/// <param name="Index">Its number in the answer, from 0.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments, as the text of a JSON object.</param>
internal sealed record DeepSeekToolCall(int Index, string Id, string Name, string Arguments)
{
    private const int IdLetters = 24;

    public int Tokens => DeepSeekTokens.Count(Name) + DeepSeekTokens.Count(Arguments);

    /// <summary>The calls that the scenario's own answer makes; none without one.</summary>
    public static IReadOnlyList<DeepSeekToolCall> Of(Exchange exchange) =>
    [
        .. (exchange.Plan.Answer?.Rule.ToolCalls ?? []).Select((call, index) => new DeepSeekToolCall(
            index,
            string.Create(CultureInfo.InvariantCulture, $"call_{index:00}_{exchange.Ids.Letters(IdLetters)}"),
            call.Name,
            Spaced(exchange.Plan.Answer!.ArgumentsFor(call, exchange)))),
    ];

    /// <summary>JSON as the model writes it: a space after every colon and comma.</summary>
    public static string Spaced(JsonNode? json) => json switch
    {
        JsonObject map => $"{{{string.Join(", ", map.Select(pair => $"{JsonValue.Create(pair.Key).ToJsonString(Relaxed)}: {Spaced(pair.Value)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(Spaced))}]",
        null => "null",
        _ => json.ToJsonString(Relaxed),
    };

    private static System.Text.Json.JsonSerializerOptions Relaxed => Faults.EventFrame.Json;
}
