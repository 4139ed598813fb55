using ProviderClients.Calls;
using ProviderClients.Enhancement;

namespace ProviderClients.Thumbnails;

/// <summary>Makes a blog article's thumbnail in one call: its title becomes a prompt, the prompt a picture, the picture a file.</summary>
public sealed class BlogThumbnailJob
{
    private readonly PromptEnhancer _enhancer;
    private readonly CallParts _parts;

    /// <summary>Makes the job, which may be run any number of times, also at once.</summary>
    /// <param name="enhancer">Makes prompts of titles.</param>
    /// <param name="services">The shared parts.</param>
    public BlogThumbnailJob(PromptEnhancer enhancer, ProviderClientServices services)
    {
        ArgumentNullException.ThrowIfNull(enhancer);
        ArgumentNullException.ThrowIfNull(services);
        _enhancer = enhancer;
        _parts = services.Parts;
    }

    /// <summary>Makes a thumbnail. Limits, retries and deadlines are those of the two clients.</summary>
    /// <param name="order">What to make.</param>
    /// <param name="painter">Who paints it.</param>
    /// <param name="cancellationToken">Gives up; what was sent may still be billed, and no file is left behind.</param>
    /// <returns>The file, and what it took.</returns>
    /// <exception cref="ProviderException">There is no prompt and the title was not to do, or there is no picture.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task<BlogThumbnail> MakeAsync(
        BlogThumbnailOrder order, ThumbnailPainter painter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(painter);
        ArgumentException.ThrowIfNullOrWhiteSpace(order.Title);
        ArgumentException.ThrowIfNullOrEmpty(order.Folder);
        var callId = order.CallId ?? _parts.NewCallId();
        var enhancement = await EnhanceAsync(order, $"{callId}.prompt", cancellationToken).ConfigureAwait(false);
        var image = await painter.PaintAsync(order, (enhancement.Prompt, callId), cancellationToken).ConfigureAwait(false);
        var path = await image.SaveAsync(order.Folder, cancellationToken).ConfigureAwait(false);
        return new BlogThumbnail(path, enhancement.Prompt, painter.Provider, image)
        {
            EnhancementCallId = $"{callId}.prompt",
            EnhancementCostUsd = enhancement.CostUsd,
            EnhancementFailure = enhancement.Failure,
        };
    }

    private async Task<(string Prompt, decimal? CostUsd, ProviderException? Failure)> EnhanceAsync(
        BlogThumbnailOrder order, string callId, CancellationToken cancellationToken)
    {
        try
        {
            var subject = $"A picture without any text in it, for a blog article with the title: {order.Title}";
            var enhanced = await _enhancer.EnhanceInFullAsync(subject, order.Mode, callId, cancellationToken).ConfigureAwait(false);
            return (enhanced.Prompt, enhanced.CostUsd, null);
        }
        catch (ProviderException e) when (order.FallBackToTitle)
        {
            return (order.Title, CostOf(e), e);
        }
    }

    /// <summary>What was not sent or was refused cost nothing; of the rest nobody knows.</summary>
    private static decimal? CostOf(ProviderException failure) => failure is { CommitState: CommitState.NotSent } or { Status: >= 400 } ? 0 : null;
}
