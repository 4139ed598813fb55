using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>Adds this dialect's client to a service collection.</summary>
public static class NanoBananaGeminiServiceCollectionExtensions
{
    /// <summary>Adds <see cref="NanoBananaGeminiClient"/> with the options of section <c>ProviderClients:NanoBananaGemini</c> and its variables.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configuration">Section and variables.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddNanoBananaGemini(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var environment = NanoBananaEnvironment.Of(NanoBananaDialect.Gemini, configuration);
        services.AddProviderClientServices().AddProviderOptions<NanoBananaGeminiOptions>(environment, options =>
        {
            var section = configuration.GetSection("ProviderClients:NanoBananaGemini");
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            environment.Apply(configuration, section, options);
            NanoBananaEnvironment.Chosen(configuration);
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NanoBananaGeminiOptions>, NanoBananaGeminiOptionsRules>());
        services.TryAddSingleton(static provider => new NanoBananaGeminiClient(
            provider.GetRequiredService<IOptions<NanoBananaGeminiOptions>>().Value, provider.GetRequiredService<ProviderClientServices>()));
        return services;
    }
}
