using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ProviderClients.Flux.Bfl;

/// <summary>Adds this dialect's client to a service collection.</summary>
public static class FluxBflServiceCollectionExtensions
{
    /// <summary>Adds <see cref="FluxBflClient"/> with the options of section <c>ProviderClients:Flux</c> and its variables.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configuration">Section and variables.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddFluxBfl(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddProviderClientServices().AddProviderOptions<FluxBflOptions>(FluxBflOptions.Environment, options =>
        {
            var section = configuration.GetSection("ProviderClients:Flux");
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            FluxBflOptions.Environment.Apply(configuration, section, options);
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FluxBflOptions>, FluxBflOptionsRules>());
        services.TryAddSingleton(static provider => new FluxBflClient(
            provider.GetRequiredService<IOptions<FluxBflOptions>>().Value, provider.GetRequiredService<ProviderClientServices>()));
        return services;
    }
}
