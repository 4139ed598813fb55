namespace Emulator.Network;

/// <summary>What the console says of connections. Events 500 to 599.</summary>
internal static partial class NetworkLog
{
    [LoggerMessage(500, LogLevel.Warning,
        "{Most} connections are open, which is the bound, and {Refused} were closed at once so far; --max-connections moves the bound")]
    public static partial void TooMany(ILogger logger, int most, long refused);
}
