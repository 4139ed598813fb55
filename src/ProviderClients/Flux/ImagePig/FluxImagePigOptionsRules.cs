using System.Globalization;
using Microsoft.Extensions.Options;

namespace ProviderClients.Flux.ImagePig;

/// <summary>What must be true of this dialect's own options.</summary>
internal sealed class FluxImagePigOptionsRules : IValidateOptions<FluxImagePigOptions>
{
    private const decimal MostUsd = 1000;

    public ValidateOptionsResult Validate(string? name, FluxImagePigOptions options) => options.PricePerImageUsd is < 0 or > MostUsd
        ? ValidateOptionsResult.Fail(string.Create(
            CultureInfo.InvariantCulture, $"PricePerImageUsd is {options.PricePerImageUsd}: write US dollars, 0 to {MostUsd}, or leave it out."))
        : ValidateOptionsResult.Success;
}
