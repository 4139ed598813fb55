using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace Emulator.Page;

/// <summary>One file of the live page, as it lies in the program itself; nothing is built and nothing is loaded from elsewhere.</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Bytes">What is in it.</param>
/// <param name="EntityTag">Tells a browser whether it has this very file already.</param>
internal sealed record PageFile(string MediaType, ReadOnlyMemory<byte> Bytes, string EntityTag)
{
    private const string Folder = "Page/";

    /// <summary>All files by name.</summary>
    public static readonly FrozenDictionary<string, PageFile> All = ReadAll();

    private static FrozenDictionary<string, PageFile> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Folder.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    private static PageFile Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var tag = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        return new PageFile(MediaTypeOf(name), bytes, $"\"{tag}\"");
    }

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"{name}: the page has no files that end in {other}; add its media type here"),
    };
}
