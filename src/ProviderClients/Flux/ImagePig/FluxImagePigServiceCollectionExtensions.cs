using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ProviderClients.Flux.ImagePig;

/// <summary>Adds this dialect's client to a service collection.</summary>
public static class FluxImagePigServiceCollectionExtensions
{
    /// <summary>Adds <see cref="FluxImagePigClient"/> with the options of section <c>ProviderClients:ImagePig</c> and its variables.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configuration">Section and variables.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddFluxImagePig(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddProviderClientServices().AddProviderOptions<FluxImagePigOptions>(FluxImagePigOptions.Environment, options =>
        {
            var section = configuration.GetSection("ProviderClients:ImagePig");
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            FluxImagePigOptions.Environment.Apply(configuration, section, options);
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FluxImagePigOptions>, FluxImagePigOptionsRules>());
        services.TryAddSingleton(static provider => new FluxImagePigClient(
            provider.GetRequiredService<IOptions<FluxImagePigOptions>>().Value, provider.GetRequiredService<ProviderClientServices>()));
        return services;
    }
}
