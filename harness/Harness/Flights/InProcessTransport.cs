namespace Harness.Flights;

/// <summary>
/// Carries requests to a server in the same process and fails as a socket would: a connection that the server breaks before
/// its answer is a request that ended early, not a cancellation.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="isRefused">Whether nobody listens where a path leads.</param>
internal sealed class InProcessTransport(HttpMessageHandler server, Func<string, bool> isRefused) : DelegatingHandler(server)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (isRefused(request.RequestUri!.AbsolutePath))
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused.");
        }

        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded, "The connection was closed before the answer.", e);
        }
    }
}
