using Microsoft.Extensions.Options;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>What must be true of this dialect's own options; a sentence for each thing that is not.</summary>
internal sealed class NanoBananaGeminiOptionsRules : IValidateOptions<NanoBananaGeminiOptions>
{
    public ValidateOptionsResult Validate(string? name, NanoBananaGeminiOptions options)
    {
        List<string> failures = [];
        if (options.ApiVersion is not ("v1" or "v1beta"))
        {
            failures.Add($"NanoBananaGemini:ApiVersion is \"{options.ApiVersion}\": write v1beta or v1.");
        }

        if (string.IsNullOrWhiteSpace(options.Model))
        {
            failures.Add("NanoBananaGemini:Model is empty: write a model's id, gemini-nano-banana-2.1 for example, or leave it out.");
        }

        if (options.Prices.FirstOrDefault(static price => IsBelowZero(price.Value)).Key is { } model)
        {
            failures.Add($"NanoBananaGemini:Prices has a price below 0 for {model}: write US dollars for a million tokens.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsBelowZero(NanoBananaGeminiPrice price) =>
        price.ImageOutput < 0 || price.TextOutput < 0 || price.TextInput < 0 || price.ImageInput < 0;
}
