using Microsoft.Extensions.Options;

namespace ProviderClients.Flux.Bfl;

/// <summary>What must be true of this dialect's own options; a sentence for each thing that is not.</summary>
internal sealed class FluxBflOptionsRules : IValidateOptions<FluxBflOptions>
{
    private const int LeastSecretLength = 16;
    private const int LongestUrl = 2083;

    public ValidateOptionsResult Validate(string? name, FluxBflOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(FluxBflOptions options)
    {
        if (options.KontextMaxConcurrency is < 1)
        {
            yield return $"KontextMaxConcurrency is {options.KontextMaxConcurrency}: write 1 or more, or leave it out.";
        }

        if (options.WebhookUrl is not { } url)
        {
            yield break;
        }

        if (!url.IsAbsoluteUri || (url.Scheme != "https" && !(url.Scheme == "http" && url.IsLoopback)) || url.AbsoluteUri.Length > LongestUrl)
        {
            yield return $"WebhookUrl is {url}: write an absolute https address of at most {LongestUrl} characters.";
        }

        if (options.WebhookSecret is not { Length: >= LeastSecretLength })
        {
            yield return $"WebhookSecret must have {LeastSecretLength} characters or more where there is a WebhookUrl: it proves the sender.";
        }
    }
}
