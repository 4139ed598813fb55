using System.Globalization;
using System.Numerics;
using Emulator.Images.Captions;
using Emulator.Images.Scenes;

namespace Emulator.Images.Inputs;

/// <summary>
/// Draws the pictures that a request brought into the one that it gets: the first that can be read shines through the whole
/// picture, and all stand framed at its head; what cannot be read as a card with type, size and hash.
/// </summary>
internal sealed class InputGallery
{
    private const float BackdropOpacity = 0.45f;

    /// <summary>Letters of a line on a card.</summary>
    private const int CardLetters = 10;

    private const int MostAddressLines = 3;

    /// <summary>Smaller pictures have no room for frames.</summary>
    private const int LeastSidePixels = 96;

    private static readonly Vector3 Bright = new(245f);

    private readonly StretchedThumbnail? _backdrop;
    private readonly List<InputFrame> _frames = [];
    private readonly List<CaptionCard> _cards = [];

    public InputGallery(PictureSpec spec)
    {
        var size = spec.Size;
        if (spec.Inputs.All.FirstOrDefault(static input => input.Thumbnail is not null) is { Thumbnail: { } first })
        {
            _backdrop = new StretchedThumbnail(first, size.WidthPixels, size.HeightPixels);
        }

        var box = size.ShorterSidePixels / 5;
        var gap = Math.Max(2, box / 10);
        var margin = Math.Max(gap, Caption.MarginOf(size));
        var across = (size.WidthPixels - (2 * margin) + gap) / (box + gap);
        var down = Math.Max(1, size.HeightPixels / 2 / (box + gap));
        if (size.ShorterSidePixels < LeastSidePixels)
        {
            return;
        }

        foreach (var (number, input) in spec.Inputs.All.Take(across * down).Index())
        {
            var (left, top) = (margin + (number % across * (box + gap)), margin + (number / across * (box + gap)));
            if (input.Thumbnail is { } thumbnail)
            {
                _frames.Add(new InputFrame(thumbnail, left, top, box));
            }
            else
            {
                _cards.Add(new CaptionCard(left, top, LinesOf(input, box)));
            }
        }
    }

    public void BlendBackdrop(int y, ColourRow row) => _backdrop?.Blend(y, row, BackdropOpacity);

    public void BlendFrames(int y, ColourRow row)
    {
        foreach (var frame in _frames)
        {
            frame.Blend(y, row);
        }

        foreach (var card in _cards)
        {
            card.Blend(y, row);
        }
    }

    private static CaptionLine[] LinesOf(PictureInput input, int box)
    {
        var cell = Math.Max(1, box / ((CardLetters * Glyph.Advance) + 8));
        return [.. TextsOf(input).SelectMany(text => TextWrap.Words(Alphabet.LettersOf(text), CardLetters, MostAddressLines))
            .Select(letters => new CaptionLine(letters, cell, Bright))];
    }

    private static IEnumerable<string> TextsOf(PictureInput input)
    {
        yield return input.Address ?? (input.WidthPixels > 0 ? input.MediaType["image/".Length..] : "unknown");
        if (input.WidthPixels > 0)
        {
            yield return $"{input.WidthPixels}×{input.HeightPixels}";
        }

        if (input.Address is null)
        {
            yield return input.Bytes < 100_000
                ? string.Create(CultureInfo.InvariantCulture, $"{input.Bytes} B")
                : string.Create(CultureInfo.InvariantCulture, $"{input.Bytes / 1000} kB");
        }

        yield return input.Hash[..8];
        yield return input.Hash[8..];
    }
}
