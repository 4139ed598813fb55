using Emulator.Exchanges;
using Emulator.Json;
using Emulator.Limits;

namespace Emulator.Journal;

/// <summary>Writes a line by <c>scenarios/journal.schema.json</c>: its keys, their order, and nothing else.</summary>
internal static class JournalLine
{
    /// <summary>So that a number of lines bounds their memory, too.</summary>
    public const int LongestPath = 500;
    public const int LongestReason = 1000;
    public const int LongestMethod = 20;

    public static byte[] Write(JournalEntry entry)
    {
        using var scratch = JsonScratch.Rent();
        var line = new LineWriter(scratch.Bytes);
        line.Raw("{\"v\":1,\"seq\":"u8).Number(entry.Seq)
            .Raw(",\"arrivedNs\":"u8).Number(EmulatorClock.Nanoseconds(entry.ArrivedAt))
            .Raw(",\"firstByteNs\":"u8).Number(Nanoseconds(entry.FirstByteAt))
            .Raw(",\"endedNs\":"u8).Number(Nanoseconds(entry.EndedAt))
            .Raw(",\"dialect\":"u8).Text(entry.Dialect)
            .Raw(",\"operation\":"u8).Text(entry.Operation.Name)
            .Raw(",\"kind\":"u8).Text(Word(entry.Operation.Kind))
            .Raw(",\"method\":"u8).Text(Bounded(entry.Method, LongestMethod))
            .Raw(",\"path\":"u8).Text(Bounded(entry.Path, LongestPath))
            .Raw(",\"key\":"u8).Text(entry.Key)
            .Raw(",\"account\":"u8).Text(entry.Account)
            .Raw(",\"model\":"u8).Text(entry.Model)
            .Raw(",\"call\":"u8).Text(entry.Identity.Call)
            .Raw(",\"attempt\":"u8).Number(entry.Identity.Attempt)
            .Raw(",\"identifiedBy\":"u8).Text(Word(entry.Identity.IdentifiedBy));
        WriteUnits(line, entry);
        line.Raw(",\"status\":"u8).Number(entry.Status)
            .Raw(",\"retryAfterNs\":"u8).Number(entry.RetryAfter?.Ticks * 100)
            .Raw(",\"ending\":"u8).Text(Word(entry.Ending))
            .Raw(",\"job\":"u8).Text(entry.Job)
            .Raw(",\"fault\":"u8).Text(entry.Fault)
            .Raw(",\"plan\":"u8).Text(entry.Plan)
            .Raw(",\"delayNs\":"u8).Number(entry.PlannedDelay?.Ticks * 100);
        WriteLimiter(line, entry.Limiter);
        line.Raw(",\"reason\":"u8).Text(Bounded(entry.Reason, LongestReason)).Raw("}"u8);
        return scratch.Bytes.WrittenSpan.ToArray();
    }

    private static string Bounded(string text, int longest) =>
        text.Length <= longest ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)}...";

    private static void WriteUnits(LineWriter line, JournalEntry entry) => line
        .Raw(",\"units\":{\"requests\":"u8).Number(entry.Requests)
        .Raw(",\"inputTokens\":"u8).Number(entry.InputTokens)
        .Raw(",\"outputTokens\":"u8).Number(entry.OutputTokens)
        .Raw(",\"images\":"u8).Number(entry.Images)
        .Raw(",\"microUsd\":"u8).Number(entry.MicroUsd)
        .Raw("}"u8);

    private static void WriteLimiter(LineWriter line, LimitDecision? decision)
    {
        if (decision is null)
        {
            line.Raw(",\"limiter\":null"u8);
            return;
        }

        line.Raw(",\"limiter\":{\"decision\":"u8).Text(decision.IsGranted ? "granted" : "refused")
            .Raw(",\"limit\":"u8).Text(decision.Limit.Name)
            .Raw(",\"used\":"u8).Number(decision.Used)
            .Raw(",\"permitLimit\":"u8).Number(decision.PermitLimit)
            .Raw(",\"freeAtNs\":"u8).Number(Nanoseconds(decision.FreeAt))
            .Raw("}"u8);
    }

    private static long? Nanoseconds(DateTimeOffset? instant) => instant is { } at ? EmulatorClock.Nanoseconds(at) : null;

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
