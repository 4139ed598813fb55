using System.CommandLine;
using System.Net;
using ScenarioFile;

namespace Emulator.Network;

/// <summary>The part of the command line that says how the server can be reached.</summary>
internal static class NetworkOptions
{
    private static readonly Option<string> HttpsPort = new("--https-port")
    {
        Description = "Port for the same server with TLS; 0 takes any free one. Default: none. The certificate is for localhost and "
            + "for all the providers' host names, from a CA of its own whose path is printed.",
        HelpName = "number",
    };

    private static readonly Option<string> CaFolder = new("--ca-folder")
    {
        Description = "Folder for that CA, open to its user only. Default: provider-emulator in the user's data folder.",
        HelpName = "folder",
    };

    private static readonly Option<string> PublicUrl = new("--public-url")
    {
        Description = "What URLs that are handed out begin with. Default: scheme and host of the request.",
        HelpName = "url",
    };

    private static readonly Option<string> Token = new("--control-token")
    {
        Description = "What /__emulator, /metrics and the page ask for, in the header X-Emulator-Token. "
            + "Default: none on a loopback address; otherwise one is made and printed.",
        HelpName = "text",
    };

    private static readonly Option<string> MaxConnections = new("--max-connections")
    {
        Description = $"How many connections may be open; more are closed at once. Default {NetworkSettings.DefaultMaxConnections}, "
            + "or as many as the system's limit of open files has room for.",
        HelpName = "number",
    };

    private static readonly Option<string> HeadersTimeout = new("--headers-timeout")
    {
        Description = "How long a client may take to send a request's headers. Default 30s.",
        HelpName = "duration",
    };

    private static readonly Option<string> IdleTimeout = new("--idle-timeout")
    {
        Description = "How long a connection stays open between two requests. Default 130s.",
        HelpName = "duration",
    };

    public static IReadOnlyList<Option> All { get; } =
        [HttpsPort, CaFolder, PublicUrl, Token, MaxConnections, HeadersTimeout, IdleTimeout];

    /// <summary>Reads what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="host">The address that is listened on; one that others can reach takes a token.</param>
    /// <exception cref="UnusableInputException">A value is not what it must be.</exception>
    public static NetworkSettings Read(ParseResult parsed, string host) => new()
    {
        HttpsPort = OptionNumber.Of(HttpsPort, parsed, 0, IPEndPoint.MaxPort),
        CaFolder = parsed.GetValue(CaFolder),
        PublicUrl = parsed.GetValue(PublicUrl) is { } url ? Network.PublicUrl.Parse(url) : null,
        ControlToken = parsed.GetValue(Token) is { } token ? ControlToken.Given(token)
            : IPAddress.IsLoopback(IPAddress.Parse(host)) ? null
            : ControlToken.Generate(),
        MaxConnections = OptionNumber.Of(MaxConnections, parsed, 1, 1_000_000) ?? NetworkSettings.DefaultMaxConnections,
        HeadersTimeout = ReadDuration(HeadersTimeout, parsed) ?? NetworkSettings.DefaultHeadersTimeout,
        IdleTimeout = ReadDuration(IdleTimeout, parsed) ?? NetworkSettings.DefaultIdleTimeout,
    };

    private static TimeSpan? ReadDuration(Option<string> option, ParseResult parsed)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        return ScenarioScalar.TryDuration(text, out var duration) && duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(1)
            ? duration
            : throw new UnusableInputException(
                $"{option.Name} {text} is no duration above zero and up to a day; give one with its unit, 30s for example.");
    }
}
