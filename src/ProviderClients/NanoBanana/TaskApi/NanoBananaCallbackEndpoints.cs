using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>Gives an ASP.NET application the address to which the task API posts.</summary>
public static class NanoBananaCallbackEndpoints
{
    private const int MostBytes = 256 * 1024;

    /// <summary>
    /// Adds the endpoint. The provider signs nothing: make the path one that cannot be guessed. It is answered at once, because the provider
    /// waits 15 seconds for its 200 and gives up after three more tries.
    /// </summary>
    /// <param name="endpoints">Where to add it.</param>
    /// <param name="pattern">Its path, <c>/callbacks/nanobanana/3f9c...</c> for example.</param>
    /// <returns>The endpoint, for more conventions.</returns>
    public static IEndpointConventionBuilder MapNanoBananaCallbacks(this IEndpointRouteBuilder endpoints, string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        return endpoints.MapPost(pattern, (RequestDelegate)ReceiveAsync);
    }

    private static async Task ReceiveAsync(HttpContext context)
    {
        var buffer = new byte[MostBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted)
            .ConfigureAwait(false);
        if (length > MostBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var callbacks = context.RequestServices.GetRequiredService<INanoBananaCallbacks>();
        var task = await callbacks.ReceiveAsync(buffer.AsMemory(0, length), context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = task is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        if (task is null)
        {
            await context.Response.WriteAsync("This is no callback of the task API: it names no task.", context.RequestAborted).ConfigureAwait(false);
        }
    }
}
