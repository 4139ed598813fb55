using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ProviderClients.NanoBanana.Native;

/// <summary>Adds this dialect's client to a service collection.</summary>
public static class NanoBananaNativeServiceCollectionExtensions
{
    /// <summary>Adds <see cref="NanoBananaNativeClient"/> with the options of section <c>ProviderClients:NanoBanana</c> and its variables.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configuration">Section and variables.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddNanoBananaNative(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var environment = NanoBananaEnvironment.Of(NanoBananaDialect.Native, configuration);
        services.AddProviderClientServices().AddProviderOptions<NanoBananaNativeOptions>(environment, options =>
        {
            var section = configuration.GetSection("ProviderClients:NanoBanana");
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            environment.Apply(configuration, section, options);
            NanoBananaEnvironment.Chosen(configuration);
        });
        services.TryAddSingleton(static provider => new NanoBananaNativeClient(
            provider.GetRequiredService<IOptions<NanoBananaNativeOptions>>().Value, provider.GetRequiredService<ProviderClientServices>()));
        return services;
    }
}
