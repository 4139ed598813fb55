using System.Numerics;
using System.Text.Json;
using Emulator.Images;
using Emulator.Pydantic;

namespace Emulator.Flux.ImagePig;

/// <summary>Reads what the provider's endpoints have in common, and collects what is wrong with it.</summary>
/// <param name="body">The request's object.</param>
/// <param name="rules">What the scenario says of the provider.</param>
internal sealed class ImagePigFields(JsonElement body, ImagePigSection rules)
{
    /// <summary>The provider's own bound is not known; eight times 512 is what its smallest pictures can be upscaled to.</summary>
    private const int LongestSidePixels = 4096;

    private const int LongestStorageDays = 36_500;

    private readonly ModelFields _fields = new(body);
    private readonly List<PictureInput> _inputs = [];
    private readonly List<string> _missing = [];

    public IReadOnlyList<Violation> Violations => _fields.Violations;

    /// <summary>The prompt under either of its names, the clients' own first.</summary>
    public string Prompt()
    {
        var name = body.TryGetProperty("prompt", out _) && !body.TryGetProperty("positive_prompt", out _)
            ? "prompt"
            : "positive_prompt";
        return RequiredText(name);
    }

    /// <summary>A text that must be there and say something.</summary>
    public string RequiredText(string name)
    {
        _fields.Require(name);
        var text = _fields.Text(name);
        if (text?.Length == 0)
        {
            _fields.RefuseShort(name);
        }

        return text ?? "";
    }

    /// <summary>A text that may be there, and is let pass.</summary>
    public void Text(string name) => _ = _fields.Text(name);

    public ImagePigProportion Proportion() => _fields.Choice("proportion", isNullable: false, "landscape", "portrait", "square", "wide") switch
    {
        "landscape" => ImagePigProportion.Landscape,
        "portrait" => ImagePigProportion.Portrait,
        "square" => ImagePigProportion.Square,
        "wide" => ImagePigProportion.Wide,
        _ => rules.DefaultProportion,
    };

    /// <summary>A number of pixels that are added at a side; 0 where it is not said.</summary>
    public int Side(string name) =>
        (int)(_fields.Integer(name, isNullable: false, new Bounds(0, LongestSidePixels)) ?? 0);

    /// <summary>How many times a side is as long afterwards.</summary>
    public int Factor() => _fields.Choice("upscaling_factor", 2, 4, 8) ?? 2;

    /// <summary>A picture that came as a URL or as base64; its size, or that of unknown ones.</summary>
    /// <param name="name">What its two fields begin with: <c>image</c>.</param>
    public ImagePigSize Picture(string name)
    {
        var (url, data) = ($"{name}_url", $"{name}_data");
        var address = _fields.Url(url);
        var text = _fields.Text(data, isNullable: true);
        if (text is not null)
        {
            return OfData(data);
        }

        if (address is not null)
        {
            _inputs.Add(PictureInput.At(address));
        }
        else
        {
            _missing.Add($"{url} or {data} is required");
        }

        return rules.Sizes.UnknownInput;
    }

    /// <summary>Puts together what is to be made; <see langword="null"/> when anything was wrong.</summary>
    /// <param name="subject">What the picture shows.</param>
    /// <param name="width">The width, which may be too much.</param>
    /// <param name="height">The height, which may be too much.</param>
    /// <param name="usual">The format where the request names none.</param>
    public ImagePigOrder? Order(string subject, long width, long height, PictureFormat usual = PictureFormat.Jpeg)
    {
        Language();
        var format = _fields.Choice("format", isNullable: false, "JPEG", "PNG") switch
        {
            "PNG" => PictureFormat.Png,
            "JPEG" => PictureFormat.Jpeg,
            _ => usual,
        };
        var seed = _fields.Integer("seed", isNullable: false, new Bounds(0, ulong.MaxValue));
        var days = _fields.Integer("storage_days", isNullable: false, new Bounds(0));
        CheckModel(width, height);

        return Violations.Count > 0
            ? null
            : new ImagePigOrder(subject, new PictureSize((int)width, (int)height))
            {
                Format = format,
                Seed = (ulong?)seed,
                StorageDays = (int)BigInteger.Min(days ?? 0, LongestStorageDays),
                Inputs = _inputs.Count == 0 ? PictureInputs.None : new PictureInputs([.. _inputs]),
            };
    }

    /// <summary>What is asked of the fields together; such a model looks at it only when each of them is right.</summary>
    private void CheckModel(long width, long height)
    {
        if (Violations.Count > 0)
        {
            return;
        }

        if (_missing.Count > 0)
        {
            _fields.RefuseModel(_missing[0]);
        }
        else if (Math.Max(width, height) > LongestSidePixels)
        {
            _fields.RefuseModel($"the picture would be {width}x{height}, and no side may be longer than {LongestSidePixels}");
        }
    }

    private void Language()
    {
        var language = _fields.Text("language");
        if (language is not null && rules.Languages is { } known && !known.Contains(language, StringComparer.Ordinal))
        {
            _fields.RefuseChoice("language", [.. known]);
        }
    }

    private ImagePigSize OfData(string name)
    {
        if (!body.GetProperty(name).TryGetBytesFromBase64(out var file) || file.Length == 0)
        {
            _fields.RefuseValue(name, "this is no base64");
            return rules.Sizes.UnknownInput;
        }

        var input = PictureInput.Read(file);
        _inputs.Add(input);
        return input is { WidthPixels: > 0, HeightPixels: > 0 }
            ? new ImagePigSize(input.WidthPixels, input.HeightPixels)
            : rules.Sizes.UnknownInput;
    }
}
