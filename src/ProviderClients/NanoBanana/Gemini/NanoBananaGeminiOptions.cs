using ProviderClients.Configuration;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>
/// How Google's image models are called; section <c>ProviderClients:NanoBananaGemini</c>, variables <c>NANOBANANA_GEMINI_...</c>, and
/// <c>NANOBANANA_...</c> where <c>NANOBANANA_DIALECT</c> is <c>gemini</c>.
/// </summary>
public sealed class NanoBananaGeminiOptions : IProviderOptions
{
    /// <inheritdoc/>
    public string ApiKey { get; set; } = "";

    /// <summary>Without the version. Default <c>https://generativelanguage.googleapis.com</c>.</summary>
    public Uri BaseUrl { get; set; } = new("https://generativelanguage.googleapis.com");

    /// <summary><c>v1beta</c> (default), which has always had the image models, or <c>v1</c>.</summary>
    public string ApiVersion { get; set; } = "v1beta";

    /// <summary>Default 180 s, from the first wait for a permit to the last byte of the picture.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>Default 2.</summary>
    public int RetryLimit { get; set; } = 2;

    /// <summary>Default 180 s: the picture comes with the answer, and an attempt that is given up is paid for all the same.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>Default none: the provider shows an account's limits on its own page and publishes none.</summary>
    public IList<RateOptions> Limits { get; } = [];

    /// <summary>Default none.</summary>
    public int? Concurrency { get; set; }

    /// <summary>The model where a request names none. Default <c>gemini-nano-banana-2.1</c>.</summary>
    public string Model { get; set; } = "gemini-nano-banana-2.1";

    /// <summary>Whether an answer without a picture is asked for once more, and paid for once more. Default no.</summary>
    public bool AsksAgainForImage { get; set; }

    /// <summary>Prices by model, where they are not the published ones or none are.</summary>
    public IDictionary<string, NanoBananaGeminiPrice> Prices { get; } = new Dictionary<string, NanoBananaGeminiPrice>(StringComparer.Ordinal);
}

/// <summary>What a million tokens cost in US dollars; <see langword="null"/> for a price that is not known.</summary>
public sealed record NanoBananaGeminiPrice
{
    /// <summary>Tokens of pictures that the model makes.</summary>
    public decimal? ImageOutput { get; set; }

    /// <summary>Tokens of text that the model writes, its thoughts included.</summary>
    public decimal? TextOutput { get; set; }

    /// <summary>Tokens of the prompt's text.</summary>
    public decimal? TextInput { get; set; }

    /// <summary>Tokens of the prompt's pictures.</summary>
    public decimal? ImageInput { get; set; }
}
