using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ProviderClients.Flux.Bfl;

/// <summary>Lets an ASP.NET application take the provider's news of finished jobs.</summary>
public static class FluxBflWebhookEndpoints
{
    /// <summary>Maps the address that <see cref="FluxBflOptions.WebhookUrl"/> names to the receiver of the application's client.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, <c>/webhooks/bfl</c> for example.</param>
    /// <returns>The endpoint, for conventions of its own.</returns>
    /// <exception cref="InvalidOperationException">The client has no webhook secret.</exception>
    public static IEndpointConventionBuilder MapFluxBflWebhook(this IEndpointRouteBuilder endpoints, string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var receiver = endpoints.ServiceProvider.GetRequiredService<FluxBflClient>().Webhooks
            ?? throw new InvalidOperationException("News needs a secret: set WebhookUrl and WebhookSecret in ProviderClients:Flux.");
        return endpoints.MapPost(pattern, context => ReceiveAsync(context, receiver));
    }

    private static async Task ReceiveAsync(HttpContext context, FluxBflWebhookReceiver receiver)
    {
        var body = await ReadAsync(context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        var outcome = receiver.Receive(
            Header(context, FluxBflWebhookReceiver.SignatureHeader), Header(context, FluxBflWebhookReceiver.SecretHeader), body);
        context.Response.StatusCode = outcome switch
        {
            FluxBflWebhookOutcome.Unproven => StatusCodes.Status401Unauthorized,
            FluxBflWebhookOutcome.Malformed => StatusCodes.Status400BadRequest,
            FluxBflWebhookOutcome.TooLarge => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status204NoContent,
        };
    }

    /// <summary>The header's value; several at once are joined and so prove nothing.</summary>
    private static string? Header(HttpContext context, string name) =>
        context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>Reads one byte more than there may be, which is enough to know that it is too long.</summary>
    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (buffer.Length <= FluxBflWebhookReceiver.MostBodyBytes)
        {
            var wanted = (int)Math.Min(chunk.Length, FluxBflWebhookReceiver.MostBodyBytes + 1 - buffer.Length);
            var read = await body.ReadAsync(chunk.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            await buffer.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        return buffer.ToArray();
    }
}
