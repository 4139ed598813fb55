namespace Emulator.Network;

/// <summary>The URL that people reach the emulator by, where that is not the one that requests come to.</summary>
/// <param name="Text">Without a slash at its end.</param>
/// <param name="Host">Its host, without the port.</param>
internal sealed record PublicUrl(string Text, string Host)
{
    /// <summary>The provider whose host name it has; <see langword="null"/> for every other name.</summary>
    public ProviderHost? ProviderHost { get; init; }

    /// <exception cref="UnusableInputException">It is no URL to build others on.</exception>
    public static PublicUrl Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0
            && !text.Contains('?', StringComparison.Ordinal) && !text.Contains('#', StringComparison.Ordinal)
            ? new PublicUrl(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/'), url.Host)
            : throw new UnusableInputException(
                $"--public-url {(text.Contains('@', StringComparison.Ordinal) ? "with a user" : text)} is no base for URLs; give an absolute one without user, query and fragment, such as https://emulator.example.");

    /// <summary>The origin that a page of this URL has.</summary>
    public string Origin => new Uri(Text).GetLeftPart(UriPartial.Authority);
}
