using System.IO.Compression;

namespace Emulator.Exchanges;

/// <summary>Compresses the bodies of answers that want it, when nothing alters them any more.</summary>
internal static class BodyCompression
{
    public static Reply Of(Reply reply)
    {
        if (!reply.IsCompressed || reply.IsStream)
        {
            return reply;
        }

        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(reply.WholeBody());
        }

        return reply.WithBody(compressed.ToArray()).With("Content-Encoding", "gzip");
    }
}
