using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>Adds this dialect's client to a service collection.</summary>
public static class DeepSeekChatServiceCollectionExtensions
{
    /// <summary>Adds <see cref="DeepSeekChatClient"/> with the options of section <c>ProviderClients:DeepSeek</c> and its variables.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configuration">Section and variables.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddDeepSeekChat(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddProviderClientServices().AddProviderOptions<DeepSeekChatOptions>(DeepSeekChatOptions.Environment, options =>
        {
            configuration.GetSection("ProviderClients:DeepSeek").Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            DeepSeekChatOptions.Environment.Apply(configuration, options);
        });
        services.TryAddSingleton(static provider => new DeepSeekChatClient(
            provider.GetRequiredService<IOptions<DeepSeekChatOptions>>().Value, provider.GetRequiredService<ProviderClientServices>()));
        return services.AddEnhancer();
    }
}
