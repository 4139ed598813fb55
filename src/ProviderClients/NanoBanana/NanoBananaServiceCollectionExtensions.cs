using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProviderClients.NanoBanana.Gemini;
using ProviderClients.NanoBanana.Native;
using ProviderClients.NanoBanana.TaskApi;

namespace ProviderClients.NanoBanana;

/// <summary>Adds the clients of all three dialects, and the chosen one under their common name.</summary>
public static class NanoBananaServiceCollectionExtensions
{
    /// <summary>
    /// Adds the clients and <see cref="INanoBananaImageClient"/>, which is the one that <c>NANOBANANA_DIALECT</c> names: <c>native</c>
    /// (default), <c>gemini</c> or <c>task</c>. Only the clients that are asked for need options.
    /// </summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="configuration">Sections and variables.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddNanoBanana(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddNanoBananaNative(configuration).AddNanoBananaGemini(configuration).AddNanoBananaTaskApi(configuration);
        services.TryAddSingleton<INanoBananaImageClient>(provider => NanoBananaEnvironment.Chosen(configuration) switch
        {
            NanoBananaDialect.Gemini => provider.GetRequiredService<NanoBananaGeminiClient>(),
            NanoBananaDialect.TaskApi => provider.GetRequiredService<NanoBananaTaskApiClient>(),
            _ => provider.GetRequiredService<NanoBananaNativeClient>(),
        });
        return services;
    }
}
