namespace Emulator.Network;

/// <summary>How the server can be reached, by what names and by whom.</summary>
internal sealed record NetworkSettings
{
    public const int DefaultMaxConnections = 20_000;

    public static readonly TimeSpan DefaultHeadersTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan DefaultIdleTimeout = TimeSpan.FromSeconds(130);

    /// <summary>A port with TLS beside the common one; 0 for any free one.</summary>
    public int? HttpsPort { get; init; }

    /// <summary>Where the CA is kept; <see langword="null"/> for the user's own folder.</summary>
    public string? CaFolder { get; init; }

    /// <summary>What URLs that are handed out begin with; <see langword="null"/> for the request's own host.</summary>
    public PublicUrl? PublicUrl { get; init; }

    /// <summary>What control asks for; <see langword="null"/> where being on this machine is enough.</summary>
    public ControlToken? ControlToken { get; init; }

    /// <summary>What the https port shows; it is made before the server is.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>How many connections may be open, if the system lets them; further ones are closed at once.</summary>
    public int MaxConnections { get; init; } = DefaultMaxConnections;

    /// <summary>How long a client may take to send a request's headers.</summary>
    public TimeSpan HeadersTimeout { get; init; } = DefaultHeadersTimeout;

    /// <summary>How long a body may come slowly before it is given up.</summary>
    public TimeSpan UploadGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection stays open between two requests.</summary>
    public TimeSpan IdleTimeout { get; init; } = DefaultIdleTimeout;
}
