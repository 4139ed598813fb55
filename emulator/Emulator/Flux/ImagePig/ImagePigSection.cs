using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emulator.Exchanges;

namespace Emulator.Flux.ImagePig;

/// <summary>
/// What a scenario says that only this provider has: the keys below <c>provider</c>. Nothing was ever published about most of
/// it, so that every default here is chosen and may turn out to be wrong.
/// </summary>
internal sealed record ImagePigSection : IValidatableObject
{
    /// <summary>What is served where a scenario says nothing.</summary>
    public static readonly ImagePigSection Usual = new();

    [Description("The sizes in pixels, 1216x832 for example; only those of landscape and of default are known.")]
    public ImagePigSizes Sizes { get; init; } = new();

    [Description("The proportion of a FLUX picture whose request names none: landscape (default), portrait, square or wide.")]
    public ImagePigProportion DefaultProportion { get; init; }

    [Description("The codes that language may have, [en, cs, de] for example; by default any text is let pass.")]
    public IReadOnlyList<string>? Languages { get; init; }

    [Description("The status of a missing or wrong key: 401 (default) or 403.")]
    public int KeyStatus { get; init; } = 401;

    [Description("Whether plans include storing pictures; they do by default.")]
    public bool Storage { get; init; } = true;

    [Description("The accounts whose plan does not include storing pictures, whatever storage says.")]
    public IReadOnlyList<string> AccountsWithoutStorage { get; init; } = [];

    [Description("The status of storage_days where the plan does not include it: 402 (default) or 403.")]
    public int StorageStatus { get; init; } = 402;

    [Description("The status of a picture that could not be made: 500 (default) or 503.")]
    public int FailureStatus { get; init; } = 500;

    [Description("How many of the first requests for a stored picture find nothing yet; 0 by default.")]
    [Range(0, 1000)]
    public int MissingLooks { get; init; }

    [Description("Whether stored pictures are given to browsers only, which call themselves Mozilla, others getting a 403; they are given to all by default.")]
    public bool NeedsBrowser { get; init; }

    /// <summary>The rules of the scenario that a request came under.</summary>
    public static ImagePigSection Of(Exchange exchange) => (ImagePigSection)exchange.Served.Rules!;

    /// <summary>Whether an account's plan includes storing pictures.</summary>
    public bool StoresFor(string account) => Storage && !AccountsWithoutStorage.Contains(account, StringComparer.Ordinal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KeyStatus is not (401 or 403))
        {
            yield return new ValidationResult($"{KeyStatus} says nothing about a key; write 401 or 403", [nameof(KeyStatus)]);
        }

        if (StorageStatus is not (402 or 403))
        {
            yield return new ValidationResult($"{StorageStatus} says nothing about a plan; write 402 or 403", [nameof(StorageStatus)]);
        }

        if (FailureStatus is not (500 or 503))
        {
            yield return new ValidationResult($"{FailureStatus} says nothing about a failure; write 500 or 503", [nameof(FailureStatus)]);
        }

        if (Languages is { Count: 0 } || Languages?.Any(string.IsNullOrWhiteSpace) is true)
        {
            yield return new ValidationResult("no request could name a language; write codes such as en, or remove languages", [nameof(Languages)]);
        }
    }
}

/// <summary>The sizes of the pictures that are made.</summary>
internal sealed record ImagePigSizes
{
    [Description("Of the default endpoint; 512x512, as the provider says.")]
    public ImagePigSize Default { get; init; } = new(512, 512);

    [Description("Of xl; 1024x1024.")]
    public ImagePigSize Xl { get; init; } = new(1024, 1024);

    [Description("Of the proportion landscape; 1216x832, as was seen.")]
    public ImagePigSize Landscape { get; init; } = new(1216, 832);

    [Description("Of the proportion portrait; 832x1216.")]
    public ImagePigSize Portrait { get; init; } = new(832, 1216);

    [Description("Of the proportion square; 1024x1024.")]
    public ImagePigSize Square { get; init; } = new(1024, 1024);

    [Description("Of the proportion wide; 1344x768.")]
    public ImagePigSize Wide { get; init; } = new(1344, 768);

    [Description("What a picture that came as a URL is taken to have, as URLs are not fetched, and one whose own size cannot be read; 1024x1024.")]
    public ImagePigSize UnknownInput { get; init; } = new(1024, 1024);

    public ImagePigSize Of(ImagePigProportion proportion) => proportion switch
    {
        ImagePigProportion.Portrait => Portrait,
        ImagePigProportion.Square => Square,
        ImagePigProportion.Wide => Wide,
        _ => Landscape,
    };
}

/// <summary>The shapes of FLUX pictures.</summary>
internal enum ImagePigProportion
{
    Landscape,
    Portrait,
    Square,
    Wide,
}
