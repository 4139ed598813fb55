using Emulator.Images;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl.Requests;

/// <summary>Reads the fields that bring pictures, and keeps what they brought.</summary>
internal sealed class BflPictureFields(ModelFields fields, BflBadImages bad)
{
    private readonly List<PictureInput> _all = [];
    private string? _problem;

    /// <summary>What was read so far.</summary>
    public BflInputs Inputs => _all.Count == 0 && _problem is null ? BflInputs.None : new BflInputs(_all, _problem);

    /// <summary>Reads one field; <see langword="null"/> where it is absent, empty, or cannot be used.</summary>
    /// <param name="name">The field.</param>
    /// <param name="isRequired">Whether the model demands it.</param>
    public PictureInput? Read(string name, bool isRequired = false)
    {
        if (isRequired)
        {
            fields.Require(name);
        }

        if (fields.Text(name, isNullable: !isRequired) is not { Length: > 0 } text)
        {
            return null;
        }

        if (BflPictureText.Read(text, out var problem) is { } picture)
        {
            _all.Add(picture);
            return picture;
        }

        Reject(name, problem!);
        return null;
    }

    /// <summary>Reads <c>input_image</c>, <c>input_image_2</c> and so on.</summary>
    public void ReadSeries(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            Read(number == 1 ? "input_image" : $"input_image_{number}");
        }
    }

    /// <summary>Reads an image and its mask, which must be of one size where both sizes are known.</summary>
    public PictureInput? ReadMasked()
    {
        var image = Read("image", isRequired: true);
        var mask = Read("mask");
        if (image is { WidthPixels: > 0 } && mask is { WidthPixels: > 0 }
            && (image.WidthPixels, image.HeightPixels) != (mask.WidthPixels, mask.HeightPixels))
        {
            Reject("mask", "mask must have the size of the image");
        }

        return image;
    }

    private void Reject(string name, string problem)
    {
        if (bad is BflBadImages.Refuse)
        {
            fields.RefuseValue(name, problem);
        }
        else
        {
            _problem ??= $"{name}: {problem}";
        }
    }
}
