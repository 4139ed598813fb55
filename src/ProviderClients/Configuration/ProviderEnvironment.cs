using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ProviderClients.Configuration;

/// <summary>The flat variables of one provider, as shells and containers set them; they go before the configuration section.</summary>
/// <param name="Prefix">What the variables' names begin with, as messages name them: DEEPSEEK, NANOBANANA, FLUX, IMAGEPIG ...</param>
/// <param name="EmulatorPath">Where the provider is under <c>EMULATOR_URL</c>.</param>
internal sealed record ProviderEnvironment(string Prefix, string EmulatorPath)
{
    public const string DefaultEmulatorUrl = "http://127.0.0.1:5380";
    private const string EmulatorKey = "emulator-local-key";

    /// <summary>A dialect's own prefix, whose variables go before those of <see cref="Prefix"/>; none where they are the same.</summary>
    public string? OwnPrefix { get; init; }

    /// <summary>
    /// Binds the section, then the variables. Where only the deadline is given, an attempt may take all of it.
    /// </summary>
    /// <exception cref="OptionsValidationException">A variable cannot be read.</exception>
    public void Apply(IConfiguration configuration, IConfigurationSection section, IProviderOptions options)
    {
        if (section["Timeout"] is not null && section["AttemptTimeout"] is null)
        {
            options.AttemptTimeout = options.Timeout;
        }

        Apply(configuration, options);
    }

    /// <summary>Puts what the variables say into the options.</summary>
    /// <exception cref="OptionsValidationException">A variable cannot be read.</exception>
    private void Apply(IConfiguration configuration, IProviderOptions options)
    {
        if (Find(configuration, "API_KEY") is { } key)
        {
            options.ApiKey = key.Text;
        }

        if (Find(configuration, "BASE_URL") is { } baseUrl)
        {
            options.BaseUrl = ReadUrl(baseUrl.Text, baseUrl.Variable);
        }

        if (ReadNumber(Find(configuration, "TIMEOUT"), "milliseconds, 30000 for example") is { } milliseconds)
        {
            options.Timeout = TimeSpan.FromMilliseconds(milliseconds);
            options.AttemptTimeout = options.Timeout;
        }

        if (ReadNumber(Find(configuration, "RETRY_LIMIT"), "a number of retries, 3 for example") is { } retries)
        {
            options.RetryLimit = (int)Math.Clamp(retries, int.MinValue, int.MaxValue);
        }

        if (UsesEmulator(configuration))
        {
            var emulator = configuration["EMULATOR_URL"] is { Length: > 0 } address ? address : DefaultEmulatorUrl;
            options.BaseUrl = BaseAddress.Join(ReadUrl(emulator, "EMULATOR_URL"), EmulatorPath.TrimStart('/'));
            options.ApiKey = string.IsNullOrWhiteSpace(options.ApiKey) ? EmulatorKey : options.ApiKey;
        }
    }

    /// <summary>Reads the variable that chooses among a provider's dialects.</summary>
    /// <param name="configuration">Where it may be.</param>
    /// <param name="variable">NANOBANANA_DIALECT for example.</param>
    /// <param name="dialects">What may be written; the first is the default.</param>
    /// <exception cref="OptionsValidationException">It names none of them.</exception>
    public static string ReadDialect(IConfiguration configuration, string variable, params string[] dialects) =>
        configuration[variable] switch
        {
            null or "" => dialects[0],
            var text => Array.Find(dialects, dialect => dialect.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? throw Unreadable(variable, text, $"{string.Join(", ", dialects[..^1])} or {dialects[^1]}"),
        };

    /// <summary>The variable that holds, with its value; empty ones are not set.</summary>
    private (string Variable, string Text)? Find(IConfiguration configuration, string name)
    {
        foreach (var prefix in (string?[])[OwnPrefix, Prefix])
        {
            var variable = $"{prefix}_{name}";
            if (prefix is not null && configuration[variable] is { Length: > 0 } text)
            {
                return (variable, text);
            }
        }

        return null;
    }

    private static bool UsesEmulator(IConfiguration configuration) => configuration["USE_MOCK_APIS"] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out var value) => value,
        "1" => true,
        "0" => false,
        var text => throw Unreadable("USE_MOCK_APIS", text, "true or false"),
    };

    private static Uri ReadUrl(string text, string variable) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : throw Unreadable(variable, text, "an absolute address, https://... for example");

    private static long? ReadNumber((string Variable, string Text)? found, string expected) => found switch
    {
        null => null,
        var (_, text) when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var (variable, text) => throw Unreadable(variable, text, expected),
    };

    private static OptionsValidationException Unreadable(string variable, string text, string expected) =>
        new(variable, typeof(IProviderOptions), [$"{variable} is \"{text}\": write {expected}."]);
}
