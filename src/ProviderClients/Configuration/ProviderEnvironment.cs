using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ProviderClients.Configuration;

/// <summary>The flat variables of one provider, as shells and containers set them; they go before the configuration section.</summary>
/// <param name="Prefix">DEEPSEEK, NANOBANANA, FLUX or IMAGEPIG.</param>
/// <param name="EmulatorPath">Where the provider is under <c>EMULATOR_URL</c>.</param>
internal sealed record ProviderEnvironment(string Prefix, string EmulatorPath)
{
    public const string DefaultEmulatorUrl = "http://127.0.0.1:5380";
    private const string EmulatorKey = "emulator-local-key";

    /// <summary>Puts what the variables say into the options.</summary>
    /// <exception cref="OptionsValidationException">A variable cannot be read.</exception>
    public void Apply(IConfiguration configuration, IProviderOptions options)
    {
        options.ApiKey = configuration[$"{Prefix}_API_KEY"] ?? options.ApiKey;
        if (configuration[$"{Prefix}_BASE_URL"] is { } baseUrl)
        {
            options.BaseUrl = ReadUrl(baseUrl, $"{Prefix}_BASE_URL");
        }

        if (ReadNumber(configuration, $"{Prefix}_TIMEOUT", "milliseconds, 30000 for example") is { } milliseconds)
        {
            options.Timeout = TimeSpan.FromMilliseconds(milliseconds);
            options.AttemptTimeout = options.Timeout;
        }

        if (ReadNumber(configuration, $"{Prefix}_RETRY_LIMIT", "a number of retries, 3 for example") is { } retries)
        {
            options.RetryLimit = (int)Math.Clamp(retries, int.MinValue, int.MaxValue);
        }

        if (UsesEmulator(configuration))
        {
            var emulator = ReadUrl(configuration["EMULATOR_URL"] ?? DefaultEmulatorUrl, "EMULATOR_URL");
            options.BaseUrl = new Uri(emulator, EmulatorPath);
            options.ApiKey = string.IsNullOrWhiteSpace(options.ApiKey) ? EmulatorKey : options.ApiKey;
        }
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

    private static long? ReadNumber(IConfiguration configuration, string variable, string expected) =>
        configuration[variable] switch
        {
            null or "" => null,
            var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            var text => throw Unreadable(variable, text, expected),
        };

    private static OptionsValidationException Unreadable(string variable, string text, string expected) =>
        new(variable, typeof(IProviderOptions), [$"{variable} is \"{text}\": write {expected}."]);
}
