using Emulator.Exchanges;

namespace Emulator.Network;

/// <summary>Lets pages of other origins in where the provider does; what belongs to the emulator itself is never open to them.</summary>
internal sealed class CorsDesk
{
    private readonly (PathString Path, CorsPolicy Policy)[] _policies;

    public CorsDesk(IEnumerable<DialectTraits> dialects) => _policies =
    [
        .. dialects.Where(dialect => dialect.Cors is not null).Select(dialect => (new PathString(dialect.BasePath), dialect.Cors!)),
    ];

    /// <summary>Adds what the provider allows.</summary>
    /// <returns><see langword="true"/> when the request was a browser's question and is answered.</returns>
    public bool Answer(HttpContext http)
    {
        if (http.Request.Headers.Origin.Count == 0 || PolicyAt(http.Request.Path) is not { } policy)
        {
            return false;
        }

        if (HttpMethods.IsOptions(http.Request.Method) && http.Request.Headers.AccessControlRequestMethod.Count > 0)
        {
            policy.AnswerPreflight(http);
            return true;
        }

        http.Response.OnStarting(
            static state =>
            {
                var (http, policy) = ((HttpContext, CorsPolicy))state;
                policy.Dress(http);
                return Task.CompletedTask;
            },
            (http, policy));
        return false;
    }

    private CorsPolicy? PolicyAt(PathString path)
    {
        foreach (var (below, policy) in _policies)
        {
            if (path.StartsWithSegments(below))
            {
                return policy;
            }
        }

        return null;
    }
}
