using Microsoft.Extensions.Logging;

namespace ProviderClients;

/// <summary>Every line that this library writes to the application's log; event ids from 1000.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "{Dialect} {Operation} call {CallId} attempt {Attempt}: {Kind}; next attempt in {Wait}")]
    public static partial void AttemptRepeated(
        ILogger logger, string dialect, string operation, string callId, int attempt, ProviderErrorKind kind, TimeSpan wait);

    [LoggerMessage(1001, LogLevel.Warning, "{Dialect} {Operation} call {CallId} attempt {Attempt}: {Kind}, status {Status}; given up: {Why}")]
    public static partial void CallGivenUp(
        ILogger logger, string dialect, string operation, string callId, int attempt, ProviderErrorKind kind, int? status, string why);

    [LoggerMessage(1002, LogLevel.Error, "{Dialect} failed too often; calls are refused for {Wait}")]
    public static partial void CircuitOpened(ILogger logger, string dialect, TimeSpan wait);

    [LoggerMessage(1003, LogLevel.Information, "{Dialect} answers again")]
    public static partial void CircuitClosed(ILogger logger, string dialect);
}
