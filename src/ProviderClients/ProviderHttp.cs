namespace ProviderClients;

/// <summary>The names under which the clients ask <see cref="IHttpClientFactory"/> for connections.</summary>
public static class ProviderHttp
{
    /// <summary>Connections to DeepSeek.</summary>
    public const string DeepSeek = "ProviderClients:DeepSeek";

    /// <summary>Connections to nanobanana.</summary>
    public const string NanoBanana = "ProviderClients:NanoBanana";

    /// <summary>Connections to Google's image models.</summary>
    public const string NanoBananaGemini = "ProviderClients:NanoBananaGemini";

    /// <summary>Connections to nanobanana's task API and to its file host.</summary>
    public const string NanoBananaTaskApi = "ProviderClients:NanoBananaTaskApi";

    /// <summary>Connections to Black Forest Labs.</summary>
    public const string Flux = "ProviderClients:Flux";

    /// <summary>Connections to ImagePig.</summary>
    public const string ImagePig = "ProviderClients:ImagePig";

    internal static readonly string[] All = [DeepSeek, NanoBanana, NanoBananaGemini, NanoBananaTaskApi, Flux, ImagePig];
}
