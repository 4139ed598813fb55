using System.Globalization;
using System.Text;

namespace LoadRunner.Benching;

/// <summary>Shows throughput, memory, start and pictures to people.</summary>
internal static class MoreBenchTables
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static void Write(StringBuilder text, BenchReport report)
    {
        if (report.Throughput is { } throughput)
        {
            Write(text, throughput);
        }

        if (report.Memory is { } memory)
        {
            Write(text, memory);
        }

        if (report.Start is { } start)
        {
            Write(text, start);
        }

        if (report.Pictures is { } pictures)
        {
            Write(text, pictures);
        }
    }

    private static void Write(StringBuilder text, ThroughputComparison throughput)
    {
        var (emulator, bare) = (throughput.Emulator, throughput.Bare);
        BenchTable.Title(
            text, $"chats without delay over {throughput.Connections} connections, answers of {throughput.AnswerBytes} bytes");
        BenchTable.Row(text, "requests a second: median", emulator.PerSecond, bare.PerSecond, "0");
        BenchTable.Row(text, BenchTable.Under("slowest"), emulator.SlowestPerSecond, bare.SlowestPerSecond, "0");
        BenchTable.Row(text, BenchTable.Under("fastest"), emulator.FastestPerSecond, bare.FastestPerSecond, "0");
        BenchTable.Row(text, "requests", emulator.Requests, bare.Requests, "0");
        BenchTable.Row(text, "allocated for a request, bytes", emulator.AllocatedBytesPerRequest, bare.AllocatedBytesPerRequest, "0");
        BenchTable.Row(
            text, "processor time a request: server, us", emulator.ServerMicrosecondsPerRequest, bare.ServerMicrosecondsPerRequest, "0.0");
        BenchTable.Row(
            text, BenchTable.Under("client, us"), emulator.ClientMicrosecondsPerRequest, bare.ClientMicrosecondsPerRequest, "0.0");
        BenchTable.Cpu(text, emulator.Cpu, bare.Cpu);
        BenchTable.Verdict(
            text,
            throughput.Holds,
            string.Create(Culture, $"at least {ThroughputComparison.TargetRatio} of the bare endpoint's requests a second; measured: {throughput.Ratio:0.00}"));
    }

    private static void Write(StringBuilder text, MemoryGrowth memory)
    {
        text.Append(Culture, $"\nmemory of the emulator over {memory.Late.Requests} requests in {memory.ElapsedSeconds:0.0} s, ")
            .Append(Culture, $"which remembers {memory.JournalLines} journal lines\n");
        text.Append(Culture, $"{"",-37}{$"at {memory.Early.Requests}",12}{$"at {memory.Late.Requests}",15}{"ratio",9}\n");
        Growth(text, "working set, MB", memory.Early.WorkingSetMb, memory.Late.WorkingSetMb);
        Growth(text, "heap after a collection, MB", memory.Early.HeapMb, memory.Late.HeapMb);
        BenchTable.Verdict(text, memory.Holds, "memory has grown by at most 10 %");
    }

    private static void Write(StringBuilder text, StartFigures start)
    {
        text.Append(Culture, $"\nfrom the start of the emulator's process to its first answer, {start.Starts} starts\n");
        text.Append(Culture, $"  {"seconds: median, fastest, slowest",-35}{start.MedianSeconds,12:0.000}{start.FastestSeconds,15:0.000}{start.SlowestSeconds,9:0.000}\n");
        BenchTable.Verdict(text, start.Holds, string.Create(Culture, $"the first answer comes within {StartFigures.TargetSeconds} s"));
    }

    private static void Write(StringBuilder text, PictureFigures pictures)
    {
        text.Append(Culture, $"\npictures of {pictures.SidePixels} x {pictures.SidePixels} pixels, {pictures.Pictures} of each format, ")
            .Append("painted and encoded\n");
        text.Append(Culture, $"  zlib at its fastest takes {pictures.ZlibMs:0.00} ms for the raw bytes of one\n");
        text.Append(Culture, $"{"",-10}{"median, ms",12}{"of zlib's",12}{"fastest, ms",13}{"processor, ms",15}{"bytes",10}\n");
        foreach (var format in pictures.Formats)
        {
            text.Append(Culture, $"  {format.Format,-8}{format.MedianMs,12:0.00}{format.MedianMs / pictures.ZlibMs,12:0.00}{format.FastestMs,13:0.00}")
                .Append(Culture, $"{format.ProcessorMs,15:0.00}{format.Bytes,10}\n");
        }

        BenchTable.Verdict(text, pictures.Holds, string.Create(Culture, $"the median of every format is at most {PictureFigures.TargetMs} ms"));
    }

    private static void Growth(StringBuilder text, string label, double early, double late) =>
        text.Append(Culture, $"  {label,-35}{early,12:0.0}{late,15:0.0}{(early > 0 ? late / early : 0),9:0.00}\n");
}
