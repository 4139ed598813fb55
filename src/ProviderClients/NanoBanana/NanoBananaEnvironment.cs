using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ProviderClients.Configuration;

namespace ProviderClients.NanoBanana;

/// <summary>
/// Which variables each dialect reads: the chosen one <c>NANOBANANA_...</c> and, before them, its own (<c>NANOBANANA_GEMINI_...</c>); the
/// others their own alone, so that one dialect's key is never sent to another's host.
/// </summary>
internal static class NanoBananaEnvironment
{
    private const string Prefix = "NANOBANANA";
    private const string Variable = "NANOBANANA_DIALECT";

    /// <summary>The dialect that the configuration chooses.</summary>
    /// <exception cref="OptionsValidationException">It names none.</exception>
    public static NanoBananaDialect Chosen(IConfiguration configuration) =>
        ProviderEnvironment.ReadDialect(configuration, Variable, "native", "gemini", "task") switch
        {
            "gemini" => NanoBananaDialect.Gemini,
            "task" => NanoBananaDialect.TaskApi,
            _ => NanoBananaDialect.Native,
        };

    /// <summary>What a dialect reads. An unknown choice is no choice here; <see cref="Chosen"/> says so once options are asked for.</summary>
    public static ProviderEnvironment Of(NanoBananaDialect dialect, IConfiguration configuration)
    {
        var (name, path) = dialect switch
        {
            NanoBananaDialect.Gemini => ("GEMINI", "/gemini"),
            NanoBananaDialect.TaskApi => ("TASK", "/nanobanana-task"),
            _ => ("NATIVE", "/nanobanana/v1"),
        };
        var isChosen = configuration[Variable] is { Length: > 0 } chosen
            ? chosen.Equals(name, StringComparison.OrdinalIgnoreCase)
            : dialect is NanoBananaDialect.Native;
        return isChosen
            ? new ProviderEnvironment(Prefix, path) { OwnPrefix = $"{Prefix}_{name}" }
            : new ProviderEnvironment($"{Prefix}_{name}", path);
    }
}
