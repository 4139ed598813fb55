using System.Globalization;
using Emulator.Journal;
using Emulator.Runs;

namespace Emulator.Exchanges;

/// <summary>What the console says of exchanges: never a key, a prompt or an image. Events 100 to 199.</summary>
internal static partial class ExchangeLog
{
    /// <summary>One line: method, path, status, duration, reason; the run's name before the path where it has one.</summary>
    public static void Exchanged(ILogger logger, string run, JournalEntry entry)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        var path = (run.Length == 0 ? "" : RequestedRun.PathPrefix + run) + new PathString(entry.Path).ToUriComponent();
        var status = entry.Status?.ToString(CultureInfo.InvariantCulture) ?? "---";
        var milliseconds = (long)(entry.EndedAt!.Value - entry.ArrivedAt).TotalMilliseconds;
        Line(logger, $"{entry.EndedAt:HH:mm:ss.fff}", entry.Method, path, status, milliseconds, entry.Reason);
    }

    [LoggerMessage(100, LogLevel.Information, "{Time} {Method} {Path} {Status} {Milliseconds} ms, {Reason}")]
    private static partial void Line(
        ILogger logger, string time, string method, string path, string status, long milliseconds, string reason);

    [LoggerMessage(101, LogLevel.Error, "{Method} {Path}: {Reason}")]
    public static partial void Failed(ILogger logger, string method, string path, string reason);

    [LoggerMessage(103, LogLevel.Warning, "{Problem}")]
    public static partial void NoRoom(ILogger logger, string problem);

    [LoggerMessage(102, LogLevel.Warning, "{Method} {Path} 404, no provider has this path; the nearest is {Nearest}")]
    public static partial void Unmatched(ILogger logger, string method, string path, string nearest);
}
