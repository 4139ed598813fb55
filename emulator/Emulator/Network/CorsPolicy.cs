using Microsoft.Extensions.Primitives;

namespace Emulator.Network;

/// <summary>What a provider allows pages of other origins; a provider that allows nothing has none.</summary>
/// <param name="AllowsCredentials">Whether cookies and keys of the browser's may come along.</param>
internal sealed record CorsPolicy(bool AllowsCredentials)
{
    /// <summary>The origin that is asked for is the one that is allowed.</summary>
    public void Dress(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = Sayable(http.Request.Headers.Origin);
        if (AllowsCredentials)
        {
            headers.AccessControlAllowCredentials = "true";
        }
    }

    /// <summary>Answers the question that a browser asks before the request itself: everything asked for is allowed.</summary>
    public void AnswerPreflight(HttpContext http)
    {
        var asked = http.Request.Headers;
        var headers = http.Response.Headers;
        Dress(http);
        headers.AccessControlAllowMethods = Sayable(asked.AccessControlRequestMethod);
        if (!StringValues.IsNullOrEmpty(asked.AccessControlRequestHeaders))
        {
            headers.AccessControlAllowHeaders = Sayable(asked.AccessControlRequestHeaders);
        }

        headers.Vary = "origin, access-control-request-method, access-control-request-headers";
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentLength = 0;
    }

    /// <summary>What a header of an answer can hold; requests may hold more, and nothing is said of those.</summary>
    private static StringValues Sayable(StringValues values)
    {
        foreach (var value in values)
        {
            if (value is null || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                return StringValues.Empty;
            }
        }

        return values;
    }
}
