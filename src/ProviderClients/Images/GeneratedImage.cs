namespace ProviderClients.Images;

/// <summary>A picture as it came from a provider.</summary>
/// <param name="CallId">The logical call that made it.</param>
/// <param name="Bytes">The file's bytes.</param>
/// <param name="ContentType"><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>, told from the bytes themselves.</param>
/// <param name="JobId">The provider's job; <see langword="null"/> where there is none.</param>
public sealed record GeneratedImage(string CallId, ReadOnlyMemory<byte> Bytes, string ContentType, string? JobId)
{
    /// <summary>What was asked, what was sent for it, what came and what was done to that; <see langword="null"/> where nothing was mapped.</summary>
    public ImageMapping? Mapping { get; init; }

    /// <summary>What it cost in US dollars; <see langword="null"/> when that is not known, which is something else than nothing.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>What it cost in the provider's credits; <see langword="null"/> where there are none or it is not known.</summary>
    public decimal? CostCredits { get; init; }

    /// <summary>Writes the picture into a folder, named after its call. A reader never sees half a file.</summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <param name="cancellationToken">Gives up; nothing is left behind.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task<string> SaveAsync(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        var name = string.Concat(CallId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        var path = Path.Combine(folder, name + ImageFormat.ExtensionOf(ContentType));
        var unfinished = path + ".part";
        try
        {
            await File.WriteAllBytesAsync(unfinished, Bytes, cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, path, overwrite: true);
            return path;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
