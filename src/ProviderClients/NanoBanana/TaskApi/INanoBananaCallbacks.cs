namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>
/// Where the host application hands in what the provider posts to its callback address. A client that waits for the task wakes up; one that
/// has not heard of its task yet finds the news when it does. Duplicates and strangers do no harm.
/// </summary>
public interface INanoBananaCallbacks
{
    /// <summary>Takes in one callback.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The task as the callback tells of it; <see langword="null"/> when the body is no callback of this provider.</returns>
    ValueTask<NanoBananaTask?> ReceiveAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default);
}
