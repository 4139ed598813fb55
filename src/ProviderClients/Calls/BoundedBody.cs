namespace ProviderClients.Calls;

/// <summary>Reads an answer's body up to a bound, so that no answer can fill the memory.</summary>
internal static class BoundedBody
{
    /// <summary>Reads at most that many bytes; what is beyond is left unread.</summary>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, int mostBytes, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        using var buffer = new MemoryStream();
        var chunk = new byte[Math.Min(mostBytes, 81_920)];
        while (buffer.Length < mostBytes)
        {
            var wanted = (int)Math.Min(chunk.Length, mostBytes - buffer.Length);
            var read = await stream.ReadAsync(chunk.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            await buffer.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        return buffer.ToArray();
    }
}
