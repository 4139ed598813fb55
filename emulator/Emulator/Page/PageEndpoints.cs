using Emulator.Exchanges;

namespace Emulator.Page;

/// <summary>Serves the live page; all that it shows and does, it asks of the control API, as anybody could.</summary>
internal static class PageEndpoints
{
    private const string Start = "index.html";

    /// <summary>No script, style or picture but the emulator's own, none of them inline, no text made into markup.</summary>
    private const string ContentPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(WebApplication app)
    {
        app.MapMethods("/", Methods, static http => SendAsync(http, PageFile.All[Start]));
        app.MapMethods("/__emulator/page/{file}", Methods, static http => SendAsync(http, http.Request.RouteValues["file"] as string ?? ""));
    }

    private static Task SendAsync(HttpContext http, string name) => PageFile.All.TryGetValue(name, out var file)
        ? SendAsync(http, file)
        : UnreadableOrders.RefuseAsync(http, StatusCodes.Status404NotFound, $"the page has no file {name}; open / instead.");

    private static Task SendAsync(HttpContext http, PageFile file)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // A newer emulator on the same port must not be shown by an older one's page.
        headers.CacheControl = "no-cache";
        headers.ETag = file.EntityTag;
        if (http.Request.Headers.IfNoneMatch == file.EntityTag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        http.Response.ContentType = file.MediaType;
        http.Response.ContentLength = file.Bytes.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.Body.WriteAsync(file.Bytes, http.RequestAborted).AsTask();
    }
}
