using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Emulator;

/// <summary>Writes the console's lines plainly: the level only where something is wrong, and never a stack trace.</summary>
internal sealed class ConsoleLines() : ConsoleFormatter(FormatName)
{
    public const string FormatName = "lines";

    public static void Add(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        if (level is LogLevel.None)
        {
            return;
        }

        logging.AddFilter("Microsoft", level > LogLevel.Debug ? LogLevel.None : level);

        // It writes whole URLs, in which keys, signatures and tokens may stand.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddConsole(options => options.FormatterName = FormatName);
        logging.Services.AddSingleton<ConsoleFormatter, ConsoleLines>();
    }

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel switch
        {
            LogLevel.Warning => "warning: ",
            LogLevel.Error or LogLevel.Critical => "error: ",
            _ => "",
        };
        textWriter.WriteLine($"{level}{logEntry.Formatter(logEntry.State, logEntry.Exception)}");
    }
}
