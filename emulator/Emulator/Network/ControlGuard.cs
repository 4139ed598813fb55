using System.Globalization;
using System.Net;
using Emulator.Control;
using Emulator.Exchanges;

namespace Emulator.Network;

/// <summary>
/// Keeps control to those who started the server: from elsewhere it takes the token, and a foreign web page in the browser of
/// somebody on this machine can neither forge a request nor read an answer under a name of its own.
/// </summary>
internal sealed class ControlGuard
{
    public const string Header = "X-Emulator-Token";

    private readonly IPAddress _bound;
    private readonly ControlToken? _token;
    private readonly PublicUrl? _publicUrl;

    /// <param name="bound">The address that is listened on.</param>
    /// <param name="token">What is asked for; <see langword="null"/> where being on this machine is enough.</param>
    /// <param name="publicUrl">Where people reach the emulator, if that is elsewhere; without a token its name opens no control, for others can use it, too.</param>
    public ControlGuard(IPAddress bound, ControlToken? token, PublicUrl? publicUrl)
    {
        _bound = bound;
        _token = token;
        _publicUrl = publicUrl;
    }

    /// <summary>
    /// Whether a path is the emulator's own and can change or tell something. The token endpoint is there for clients under test
    /// and asks for a secret of its own.
    /// </summary>
    public static bool IsControl(PathString path) =>
        path.Value is null or "" or "/"
        || (path.StartsWithSegments("/__emulator") && !path.Equals(TokenControl.Path, StringComparison.OrdinalIgnoreCase))
        || path.StartsWithSegments("/metrics");

    /// <summary>Lets a request go on, or answers it.</summary>
    public Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (!IsControl(http.Request.Path))
        {
            return next(http);
        }

        if (ForgeryIn(http.Request) is { } forgery)
        {
            return RefuseAsync(http, StatusCodes.Status403Forbidden, forgery);
        }

        if (_token is null || IsKnown(http.Request, _token))
        {
            return next(http);
        }

        if (http.Request.Path == "/" && HttpMethods.IsGet(http.Request.Method) && _token.IsSame(http.Request.Query["token"]))
        {
            SignIn(http, _token);
            return Task.CompletedTask;
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return RefuseAsync(
            http,
            StatusCodes.Status401Unauthorized,
            $"control needs the token: send it as {Header}, or open /?token=... once in a browser; the server printed it when it started, or was given it by --control-token.");
    }

    private static Task RefuseAsync(HttpContext http, int status, string sentence)
    {
        http.Response.Headers.CacheControl = "no-store";
        return UnreadableOrders.RefuseAsync(http, status, sentence);
    }

    private string? ForgeryIn(HttpRequest request)
    {
        // Names mean nothing where the token is asked for, and behind 0.0.0.0 the emulator has any name.
        if (_token is null && !IsOwnHost(request.Host))
        {
            return $"control is not open under the host name {Shown(request.Host.Host)}; use {_bound} or localhost, or start the server with --control-token.";
        }

        string? origin = request.Headers.Origin;
        return origin is null
            || origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
            || origin.Equals(_publicUrl?.Origin, StringComparison.OrdinalIgnoreCase)
            ? null
            : "control is not open to pages of other origins; open the emulator's own page, or ask without an Origin header.";
    }

    private bool IsOwnHost(HostString host)
    {
        var name = host.Host.TrimEnd('.');
        return name.Length == 0
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && (IPAddress.IsLoopback(address) || address.Equals(_bound)));
    }

    private static bool IsKnown(HttpRequest request, ControlToken token)
    {
        const string Scheme = "Bearer ";
        string? authorization = request.Headers.Authorization;
        return token.IsSame(request.Headers[Header])
            || (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) is true
                && token.IsSame(authorization[Scheme.Length..].Trim()))
            || token.IsTicket(request.Cookies[CookieName(request)]);
    }

    /// <summary>The token goes out of the address bar at once; a cookie that means the same stays.</summary>
    private static void SignIn(HttpContext http, ControlToken token)
    {
        http.Response.Cookies.Append(CookieName(http.Request), token.Ticket, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = "/",
        });
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = "./";
    }

    /// <summary>Browsers keep one jar for all ports of a host; two emulators must not empty it for each other.</summary>
    private static string CookieName(HttpRequest request) =>
        string.Create(CultureInfo.InvariantCulture, $"emulator-control-{request.Host.Port ?? 0}");

    private static string Shown(string host) => host.Length <= 100 ? host : host[..100];
}
