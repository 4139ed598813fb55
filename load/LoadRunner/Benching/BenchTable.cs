using System.Globalization;
using System.Text;

namespace LoadRunner.Benching;

/// <summary>Shows a bench to people: emulator and bare endpoint side by side, and whether the targets are met.</summary>
internal static class BenchTable
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Write(BenchReport report)
    {
        StringBuilder text = new();
        text.Append(Culture, $"bench on {report.Processors} processors, {report.Runtime}; ")
            .Append(Culture, $"a sleep of 1 ms takes {report.HostOvershootP99Ms:0.###} ms more at p99 on the idle host\n");
        if (report.Delays is { } delays)
        {
            Write(text, delays);
        }

        if (report.Streams is { } streams)
        {
            Write(text, streams);
        }

        MoreBenchTables.Write(text, report);
        return text.ToString();
    }

    private static void Write(StringBuilder text, DelayComparison delays)
    {
        var (emulator, bare) = (delays.Emulator, delays.Bare);
        Title(text, $"{emulator.Requests} requests at once, each delayed by {delays.DelaySeconds.ToString("0.###", Culture)} s");
        Row(text, "sent within, s", emulator.SentWithinSeconds, bare.SentWithinSeconds);
        Row(text, "last send to last finish, s", emulator.LastSendToLastFinishSeconds, bare.LastSendToLastFinishSeconds);
        Spread(text, "longer than the delay, ms", emulator.Late, bare.Late);
        Row(text, "connections refused", emulator.Refused, bare.Refused, "0");
        Row(text, "requests failed", emulator.Failed, bare.Failed, "0");
        Cpu(text, emulator.Cpu, bare.Cpu);
        Reason(text, emulator.Failure, bare.Failure);
        Verdict(text, delays.Holds, $"all have ended {delays.TargetSeconds.ToString("0.###", Culture)} s after the last was sent");
    }

    private static void Write(StringBuilder text, StreamComparison streams)
    {
        var (emulator, bare) = (streams.Emulator, streams.Bare);
        Title(text, $"{emulator.Streams} streams at once of {streams.TokensPerSecond} tokens a second, "
            + $"watched for {streams.WatchedSeconds.ToString("0.###", Culture)} s");
        Row(text, "frames", emulator.Frames, bare.Frames, "0");
        Row(text, "frames a second", emulator.FramesPerSecond, bare.FramesPerSecond, "0");
        Spread(text, "error of a frame's instant, ms", emulator.Error, bare.Error);
        Spread(text, "drift at a stream's end, ms", emulator.Drift, bare.Drift);
        Spread(text, "request to first frame, ms", emulator.FirstFrame, bare.FirstFrame);
        Row(text, "connections refused", emulator.Refused, bare.Refused, "0");
        Row(text, "streams failed", emulator.Failed, bare.Failed, "0");
        Cpu(text, emulator.Cpu, bare.Cpu);
        Row(text, "streams that keep the pace", streams.EmulatorHolds, streams.BareHolds, "0");
        OwnAccount(text, emulator.OwnAccount);
        Reason(text, emulator.Failure, bare.Failure);
        Verdict(text, streams.Holds, $"p99 of the error is at most {StreamComparison.TargetMs.ToString(Culture)} ms");
    }

    internal static void Title(StringBuilder text, string title) =>
        text.Append(Culture, $"\n{title}\n{"",-37}{"emulator",12}{"bare Kestrel",15}{"ratio",9}\n");

    private static void Spread(StringBuilder text, string label, Spread emulator, Spread bare)
    {
        Row(text, $"{label}: p50", emulator.P50Ms, bare.P50Ms);
        Row(text, Under("p99"), emulator.P99Ms, bare.P99Ms);
        Row(text, Under("max"), emulator.MaxMs, bare.MaxMs);
    }

    internal static void Cpu(StringBuilder text, CpuUse emulator, CpuUse bare)
    {
        Row(text, "processor time: server, s", emulator.ServerSeconds, bare.ServerSeconds);
        Row(text, Under("client, s"), emulator.ClientSeconds, bare.ClientSeconds);
        Row(text, Under("in, s"), emulator.ElapsedSeconds, bare.ElapsedSeconds);
    }

    /// <summary>The parts of a group stand under its first one.</summary>
    internal static string Under(string label) => label.PadLeft(34);

    internal static void Row(StringBuilder text, string label, double emulator, double bare, string format = "0.000")
    {
        var ratio = bare > 0 && emulator >= 0 ? (emulator / bare).ToString("0.00", Culture) : "-";
        text.Append(Culture, $"  {label,-35}{emulator.ToString(format, Culture),12}{bare.ToString(format, Culture),15}{ratio,9}\n");
    }

    private static void OwnAccount(StringBuilder text, ServerLateness? account)
    {
        if (account is not null)
        {
            text.Append(Culture, $"  the emulator says: {account.Status}, {account.Waits} waits, late by p50 {account.P50Ms:0.0##} ms, ")
                .Append(Culture, $"p99 {account.P99Ms:0.0##} ms, max {account.MaxMs:0.0##} ms, saturated for {account.SaturatedSeconds:0.#} s\n");
        }
    }

    private static void Reason(StringBuilder text, string? emulator, string? bare)
    {
        if (emulator is not null)
        {
            text.Append(Culture, $"  emulator, the first failure: {emulator}\n");
        }

        if (bare is not null)
        {
            text.Append(Culture, $"  bare Kestrel, the first failure: {bare}\n");
        }
    }

    internal static void Verdict(StringBuilder text, bool holds, string target) =>
        text.Append(Culture, $"  {(holds ? "PASS" : "MISSED")}: {target}\n");
}
