using Emulator.Exchanges;

namespace Emulator.Runs;

/// <summary>
/// Finds the run that a request belongs to, before anything else looks at its path. A base URL with <c>/@shard-7</c> does for
/// clients that cannot send a header, and for the URLs that a run hands out.
/// </summary>
internal static class RunSelection
{
    public static void UseRunSelection(this IApplicationBuilder app) => app.Use(static (http, next) => SelectAsync(http, next));

    private static Task SelectAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        var path = request.Path.Value ?? "";
        string? header = request.Headers[RequestedRun.Header];
        var isPrefixed = path.StartsWith(RequestedRun.PathPrefix, StringComparison.Ordinal);
        if (header is null && !isPrefixed)
        {
            return next(http);
        }

        var id = header?.Trim() ?? "";
        if (isPrefixed)
        {
            var end = path.IndexOf('/', 1);
            var prefix = end < 0 ? path : path[..end];
            id = prefix[RequestedRun.PathPrefix.Length..];
            request.PathBase = request.PathBase.Add(prefix);
            request.Path = end < 0 ? "/" : path[end..];
        }

        var problem = RequestedRun.ProblemWith(id)
            ?? (isPrefixed && header is not null && header.Trim() != id
                ? $"{RequestedRun.Header} names another run than the path, which begins with {RequestedRun.PathPrefix}{id}; send one of them."
                : null);
        if (problem is not null)
        {
            return UnreadableOrders.RefuseAsync(http, StatusCodes.Status400BadRequest, problem);
        }

        http.Features.Set(new RequestedRun(id));
        return next(http);
    }
}
