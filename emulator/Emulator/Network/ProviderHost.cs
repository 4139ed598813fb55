namespace Emulator.Network;

/// <summary>A host name of a provider, and where in the emulator that stands which the provider has there.</summary>
/// <param name="Pattern">The name; a <c>*</c> stands for any letters, digits and hyphens within one label.</param>
/// <param name="BasePath">The emulator's path: <c>/flux</c>.</param>
/// <param name="ProviderPath">The provider's path that it stands for: <c>/v1</c>; empty for the whole host.</param>
internal sealed record ProviderHost(string Pattern, string BasePath, string ProviderPath = "")
{
    public bool IsPattern => Pattern.Contains('*', StringComparison.Ordinal);

    /// <summary>
    /// The name as a certificate can have it, where a star stands for the whole first label and for nothing else;
    /// <see langword="null"/> where no such name exists.
    /// </summary>
    public string? CertificateName
    {
        get
        {
            var rest = Pattern.IndexOf('.', StringComparison.Ordinal);
            return !IsPattern ? Pattern
                : Pattern.LastIndexOf('*') < rest ? $"*{Pattern[rest..]}"
                : null;
        }
    }

    public bool Matches(ReadOnlySpan<char> host)
    {
        var star = Pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return host.Equals(Pattern, StringComparison.OrdinalIgnoreCase);
        }

        var before = Pattern.AsSpan(0, star);
        var after = Pattern.AsSpan(star + 1);
        return host.Length > before.Length + after.Length
            && host.StartsWith(before, StringComparison.OrdinalIgnoreCase)
            && host.EndsWith(after, StringComparison.OrdinalIgnoreCase)
            && !host[before.Length..^after.Length].Contains('.');
    }

    /// <summary>
    /// Where the emulator has what the provider has at a path. What the provider does not have at all leads below the dialect's
    /// path through an empty segment, where nothing is, so that the dialect itself says so.
    /// </summary>
    public PathString ToEmulator(PathString path) =>
        path.StartsWithSegments(ProviderPath, StringComparison.Ordinal, out var rest)
            ? new PathString(BasePath + rest.Value)
            : new PathString($"{BasePath}/{path.Value}");

    /// <summary>The provider's own path of what the emulator has at a path.</summary>
    public string? ToProvider(string path) =>
        path.StartsWith(BasePath, StringComparison.Ordinal) ? ProviderPath + path[BasePath.Length..] : null;
}
