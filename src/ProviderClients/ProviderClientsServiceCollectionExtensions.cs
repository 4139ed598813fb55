using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ProviderClients.Audit;
using ProviderClients.Configuration;
using ProviderClients.DeepSeek.Chat;
using ProviderClients.Enhancement;
using ProviderClients.Flux.Bfl;
using ProviderClients.Flux.ImagePig;
using ProviderClients.Images;
using ProviderClients.Images.Fitting;
using ProviderClients.NanoBanana;
using ProviderClients.Thumbnails;

namespace ProviderClients;

/// <summary>Puts the clients into a service collection.</summary>
public static class ProviderClientsServiceCollectionExtensions
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Adds every client and what they share. Options come from the sections <c>ProviderClients:DeepSeek</c> and so on, and
    /// from the flat variables (<c>DEEPSEEK_API_KEY</c> ...), which go before. A client whose options are wrong says so when
    /// it is first asked for. Register a <see cref="TimeProvider"/>, a <see cref="ProviderChance"/> or an
    /// <see cref="IAuditSink"/> of your own before this call to use them instead of the real ones.
    /// </summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="configuration">Sections and variables.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddProviderClients(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        return services
            .AddProviderClientServices()
            .AddDeepSeekChat(configuration)
            .AddNanoBanana(configuration)
            .AddFluxBfl(configuration)
            .AddFluxImagePig(configuration)
            .AddBlogThumbnails();
    }

    /// <summary>Adds what all clients share, without any client.</summary>
    /// <param name="services">Where to add it.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddProviderClientServices(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => ProviderChance.Cryptographic());
        services.TryAddSingleton<IImageFitter, ImageFitter>();
        services.TryAddSingleton(static provider => new ProviderClientServices(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetServices<IAuditSink>(),
            provider.GetRequiredService<ProviderChance>())
        {
            LoggerFactory = provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            ImageFitter = provider.GetRequiredService<IImageFitter>(),
        });
        foreach (var name in ProviderHttp.All)
        {
            // One component owns time, and it is not HttpClient; one owns retries and redirects, and it is not the handler.
            services.AddHttpClient(name, static http => http.Timeout = Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    ConnectTimeout = ConnectTimeout,
                    PooledConnectionLifetime = ConnectionLifetime,
                })
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                .RemoveAllLoggers();
        }

        return services;
    }

    internal static IServiceCollection AddProviderOptions<TOptions>(
        this IServiceCollection services, ProviderEnvironment environment, Action<TOptions> configure)
        where TOptions : class, IProviderOptions
    {
        services.AddOptions<TOptions>().Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>>(new ProviderOptionsRules<TOptions>(environment)));
        return services;
    }

    /// <summary>Adds the enhancer beside its client; both are singletons, because they hold limits and breakers.</summary>
    internal static IServiceCollection AddEnhancer(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new PromptEnhancer(provider.GetRequiredService<DeepSeekChatClient>()));
        return services;
    }
}
