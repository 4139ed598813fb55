using System.Text;
using System.Text.Json;
using Emulator.DeepSeek.Chat.Tools;

namespace Emulator.DeepSeek.Chat;

/// <summary>Reads the parts of a chat request that say what the answer is to be like.</summary>
internal sealed class DeepSeekWishReader(DeepSeekSchema schema)
{
    private const int MostStops = 16;
    private const int MostTopLogprobs = 20;
    private const int LongestUserId = 512;

    /// <summary>Reads what fits the schema, before the model and the parameters are looked at.</summary>
    public DeepSeekWishes Read(JsonElement body)
    {
        DeepSeekToolReader tools = new(schema);
        new DeepSeekPictureCheck(schema).Check(body);
        return new DeepSeekWishes
        {
            Tools = tools.ReadTools(body),
            ToolChoice = tools.ReadChoice(body),
            Effort = ReadEffort(body),
            Stops = ReadStops(body),
            WantsLogprobs = ReadFlag(body, "logprobs"),
            TopLogprobs = ReadTopLogprobs(body),
            UserId = ReadText(body, "user_id"),
            History = new DeepSeekHistoryReader(schema).Read(body),
        };
    }

    /// <summary>What is out of range. How the provider words these is not known; the words are chosen.</summary>
    public static void Check(DeepSeekWishes wishes)
    {
        if (wishes.Stops.Count > MostStops)
        {
            throw new RefusedRequestException(
                $"Invalid 'stop': array too long. Expected at most {MostStops} elements, but got {wishes.Stops.Count}.");
        }

        if (wishes.TopLogprobs is < 0 or > MostTopLogprobs)
        {
            throw new RefusedRequestException(
                $"Invalid top_logprobs value, the valid range of top_logprobs is [0, {MostTopLogprobs}]");
        }

        if (wishes is { TopLogprobs: not null, WantsLogprobs: false })
        {
            throw new RefusedRequestException("The 'logprobs' parameter must be true when 'top_logprobs' is used.");
        }

        if (wishes.UserId is { } user && Encoding.UTF8.GetByteCount(user) > LongestUserId)
        {
            throw new RefusedRequestException($"Invalid 'user_id': it must have at most {LongestUserId} bytes.");
        }

        DeepSeekToolReader.Check(wishes);
    }

    private DeepSeekEffort ReadEffort(JsonElement body) => ReadText(body, "reasoning_effort") switch
    {
        null or "high" or "medium" => DeepSeekEffort.High,
        "low" or "minimal" => DeepSeekEffort.Low,
        "max" or "xhigh" => DeepSeekEffort.Max,
        var other => throw schema.Complaint(
            ["reasoning_effort"], ["reasoning_effort"], $"unknown variant `{other}`, expected one of `low`, `high`, `max`"),
    };

    private IReadOnlyList<string> ReadStops(JsonElement body)
    {
        if (!body.TryGetProperty("stop"u8, out var stop))
        {
            return [];
        }

        return stop.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.String => [stop.GetString()!],
            JsonValueKind.Array =>
            [
                .. stop.EnumerateArray().Select((text, index) => text.ValueKind is JsonValueKind.String
                    ? text.GetString()!
                    : throw schema.Mismatch(["stop", index], text, "a string")),
            ],
            _ => throw schema.Mismatch(["stop"], stop, "a string or a sequence"),
        };
    }

    private bool ReadFlag(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw schema.Mismatch([name], value, "a boolean"),
    };

    private long? ReadTopLogprobs(JsonElement body)
    {
        if (!body.TryGetProperty("top_logprobs"u8, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : throw schema.Mismatch(["top_logprobs"], value, "i64");
    }

    private string? ReadText(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.String ? value.GetString() : throw schema.Mismatch([name], value, "a string");
    }
}
