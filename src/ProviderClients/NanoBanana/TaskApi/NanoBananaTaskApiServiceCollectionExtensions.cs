using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>Adds this dialect's client to a service collection.</summary>
public static class NanoBananaTaskApiServiceCollectionExtensions
{
    /// <summary>Adds <see cref="NanoBananaTaskApiClient"/> and <see cref="INanoBananaCallbacks"/>, with the options of section <c>ProviderClients:NanoBananaTaskApi</c> and its variables.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configuration">Section and variables.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddNanoBananaTaskApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var environment = NanoBananaEnvironment.Of(NanoBananaDialect.TaskApi, configuration);
        services.AddProviderClientServices().AddProviderOptions<NanoBananaTaskApiOptions>(environment, options =>
        {
            var section = configuration.GetSection("ProviderClients:NanoBananaTaskApi");
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            environment.Apply(configuration, section, options);
            NanoBananaEnvironment.Chosen(configuration);
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NanoBananaTaskApiOptions>, NanoBananaTaskApiOptionsRules>());
        services.TryAddSingleton<NanoBananaCallbacks>();
        services.TryAddSingleton<INanoBananaCallbacks>(static provider => provider.GetRequiredService<NanoBananaCallbacks>());
        services.TryAddSingleton(static provider => new NanoBananaTaskApiClient(
            provider.GetRequiredService<IOptions<NanoBananaTaskApiOptions>>().Value,
            provider.GetRequiredService<ProviderClientServices>(),
            provider.GetRequiredService<NanoBananaCallbacks>()));
        return services;
    }
}
