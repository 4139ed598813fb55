using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProviderClients.Enhancement;

namespace ProviderClients.Thumbnails;

/// <summary>Adds the thumbnail job beside the clients that it uses.</summary>
internal static class ThumbnailServiceCollectionExtensions
{
    public static IServiceCollection AddBlogThumbnails(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new BlogThumbnailJob(
            provider.GetRequiredService<PromptEnhancer>(), provider.GetRequiredService<ProviderClientServices>()));
        return services;
    }
}
