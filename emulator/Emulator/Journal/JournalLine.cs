using System.Text.Json;
using Emulator.Exchanges;
using Emulator.Json;

namespace Emulator.Journal;

/// <summary>Writes a line by <c>scenarios/journal.schema.json</c>: its keys, their order, and nothing else.</summary>
internal static class JournalLine
{
    public static byte[] Write(JournalEntry entry)
    {
        using var scratch = JsonScratch.Rent();
        var json = scratch.Begin();
        json.WriteNumber("v"u8, 1);
        json.WriteNumber("seq"u8, entry.Seq);
        json.WriteNumber("arrivedNs"u8, EmulatorClock.Nanoseconds(entry.ArrivedAt));
        WriteInstant(json, "firstByteNs"u8, entry.FirstByteAt);
        WriteInstant(json, "endedNs"u8, entry.EndedAt);
        json.WriteString("dialect"u8, entry.Dialect);
        json.WriteString("operation"u8, entry.Operation.Name);
        json.WriteString("kind"u8, Word(entry.Operation.Kind));
        json.WriteString("method"u8, entry.Method);
        json.WriteString("path"u8, entry.Path);
        json.WriteString("key"u8, entry.Key);
        json.WriteString("account"u8, entry.Account);
        json.WriteString("model"u8, entry.Model);
        json.WriteString("call"u8, entry.Identity.Call);
        json.WriteNumber("attempt"u8, entry.Identity.Attempt);
        json.WriteString("identifiedBy"u8, Word(entry.Identity.IdentifiedBy));
        WriteUnits(json, entry);
        WriteOptional(json, "status"u8, entry.Status);
        WriteOptional(json, "retryAfterNs"u8, entry.RetryAfter?.Ticks * 100);
        json.WriteString("ending"u8, Word(entry.Ending));
        json.WriteString("job"u8, entry.Job);
        json.WriteString("fault"u8, entry.Fault);
        json.WriteString("plan"u8, entry.Plan);
        WriteOptional(json, "delayNs"u8, entry.PlannedDelay?.Ticks * 100);
        WriteLimiter(json, entry);
        json.WriteString("reason"u8, entry.Reason);
        scratch.End();
        return scratch.Bytes.WrittenSpan.ToArray();
    }

    private static void WriteUnits(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteStartObject("units"u8);
        json.WriteNumber("requests"u8, entry.Requests);
        json.WriteNumber("inputTokens"u8, entry.InputTokens);
        json.WriteNumber("outputTokens"u8, entry.OutputTokens);
        json.WriteNumber("images"u8, entry.Images);
        json.WriteNumber("microUsd"u8, entry.MicroUsd);
        json.WriteEndObject();
    }

    private static void WriteLimiter(Utf8JsonWriter json, JournalEntry entry)
    {
        if (entry.Limiter is not { } decision)
        {
            json.WriteNull("limiter"u8);
            return;
        }

        json.WriteStartObject("limiter"u8);
        json.WriteString("decision"u8, decision.IsGranted ? "granted"u8 : "refused"u8);
        json.WriteString("limit"u8, decision.Limit.Name);
        json.WriteNumber("used"u8, decision.Used);
        json.WriteNumber("permitLimit"u8, decision.PermitLimit);
        WriteInstant(json, "freeAtNs"u8, decision.FreeAt);
        json.WriteEndObject();
    }

    private static void WriteInstant(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? instant) =>
        WriteOptional(json, name, instant is { } at ? EmulatorClock.Nanoseconds(at) : null);

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Word(OperationKind kind) => kind switch
    {
        OperationKind.Chat => "chat",
        OperationKind.Submit => "submit",
        OperationKind.Poll => "poll",
        OperationKind.Download => "download",
        OperationKind.Callback => "callback",
        _ => "other",
    };

    private static string Word(Identification how) => how switch
    {
        Identification.Declared => "declared",
        Identification.RetryHeader => "retryHeader",
        _ => "content",
    };

    private static string Word(ExchangeEnding ending) => ending switch
    {
        ExchangeEnding.ReadToEnd => "readToEnd",
        ExchangeEnding.CutByEmulator => "cutByEmulator",
        ExchangeEnding.CancelledByClient => "cancelledByClient",
        _ => "open",
    };
}
