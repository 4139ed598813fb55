using System.Globalization;
using Microsoft.Extensions.Options;

namespace ProviderClients.Configuration;

/// <summary>What must be true of every dialect's options; a sentence for each thing that is not.</summary>
internal sealed class ProviderOptionsRules<TOptions>(ProviderEnvironment environment) : IValidateOptions<TOptions>
    where TOptions : class, IProviderOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(31);

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(TOptions options)
    {
        var prefix = environment.Prefix;
        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            yield return $"{prefix}_API_KEY is not set: put the provider's key there, or set USE_MOCK_APIS=true to use the emulator.";
        }

        if (!options.BaseUrl.IsAbsoluteUri || options.BaseUrl.Scheme is not ("https" or "http"))
        {
            yield return $"{prefix}_BASE_URL is {options.BaseUrl}: write an absolute https address.";
        }
        else if (options.BaseUrl.Scheme == "http" && !options.BaseUrl.IsLoopback)
        {
            yield return $"{prefix}_BASE_URL is {options.BaseUrl}: a key is sent over plain http to this machine only; write https.";
        }

        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
        {
            yield return Say($"{prefix}_TIMEOUT is {options.Timeout.TotalMilliseconds:0} ms: write more than 0 and at most 31 days.");
        }
        else if (options.AttemptTimeout <= TimeSpan.Zero || options.AttemptTimeout > options.Timeout)
        {
            yield return Say($"AttemptTimeout must be above 0 and must not exceed Timeout ({options.AttemptTimeout.TotalSeconds:0.###} s > {options.Timeout.TotalSeconds:0.###} s).");
        }

        if (options.RetryLimit is < 0 or > 100)
        {
            yield return Say($"{prefix}_RETRY_LIMIT is {options.RetryLimit}: write 0 to 100; it counts retries, not attempts.");
        }

        if (options.Concurrency is < 1)
        {
            yield return Say($"Concurrency is {options.Concurrency}: write 1 or more, or leave it out.");
        }

        if (options.Limits.FirstOrDefault(limit => limit.Requests < 1 || limit.Window <= TimeSpan.Zero) is { } limit)
        {
            yield return Say($"Limits holds {limit.Requests} requests per {limit.Window.TotalSeconds:0.###} s: both must be above 0.");
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
