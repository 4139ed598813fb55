namespace ProviderClients.NanoBanana;

/// <summary>The three APIs that go by the provider's name; <c>NANOBANANA_DIALECT</c> chooses.</summary>
public enum NanoBananaDialect
{
    /// <summary><c>native</c>, the default: submit, poll, download, with free sizes.</summary>
    Native,

    /// <summary><c>gemini</c>: Google's image models, one call that answers with the picture.</summary>
    Gemini,

    /// <summary><c>task</c>: the task API of nanobananaapi.ai, with polling or callbacks.</summary>
    TaskApi,
}
