using System.Globalization;
using System.Numerics;
using Emulator.Images.Scenes;

namespace Emulator.Images.Captions;

/// <summary>Lays a picture's caption out at its foot, as large as can be read and as short as the picture is small.</summary>
internal static class Caption
{
    /// <summary>Smaller pictures have no room for a letter.</summary>
    private const int LeastSidePixels = 32;

    private const int MostLetters = 64;
    private const int MostPromptLines = 3;
    private const int MostFactLines = 4;

    /// <summary>No more of a prompt is looked at.</summary>
    private const int MostPromptLetters = MostLetters * (MostPromptLines + 1);

    private static readonly Vector3 Bright = new(250f, 250f, 248f);

    /// <summary>The distance of the letters' dots in a picture of this size; capitals are seven of them high.</summary>
    public static int CellOf(PictureSize size) => Math.Max(1, (size.ShorterSidePixels + 280) / 340);

    /// <summary>The margin between the picture's edge and what is laid over it.</summary>
    public static int MarginOf(PictureSize size) => size.ShorterSidePixels < 160 ? 0 : 4 * CellOf(size);

    /// <summary>The caption; <see langword="null"/> where there is none.</summary>
    public static CaptionCard? For(PictureSpec spec, Palette palette)
    {
        var size = spec.Size;
        if (spec.Caption is CaptionStyle.None || size.ShorterSidePixels < LeastSidePixels)
        {
            return null;
        }

        var margin = MarginOf(size);
        var lines = LinesOf(spec, Palette.Mix(palette.Light, new Vector3(190f), 0.5f));
        return new CaptionCard(margin, size.HeightPixels - margin - CaptionCard.HeightOf(lines), lines);
    }

    private static List<CaptionLine> LinesOf(PictureSpec spec, Vector3 dim)
    {
        var size = spec.Size;
        var (cell, factCell) = (CellOf(size), FactCellOf(CellOf(size)));
        var inner = size.WidthPixels - (2 * (MarginOf(size) + CaptionCard.PaddingOf(cell)));
        var room = (int)(size.HeightPixels * 0.46f) - (2 * CaptionCard.PaddingOf(cell));
        var fitting = Math.Max(1, room / (11 * cell));
        var facts = TextWrap.Facts(FactsOf(spec), LettersIn(inner, factCell), Math.Min(MostFactLines, fitting / 2));
        var prompt = TextWrap.Words(
            Alphabet.LettersOf(spec.Prompt).Take(MostPromptLetters), LettersIn(inner, cell), Math.Min(MostPromptLines, fitting - facts.Count));
        List<CaptionLine> lines = [];
        lines.AddRange(prompt.Select(letters => new CaptionLine(letters, cell, Bright)));
        lines.AddRange(facts.Select(letters => new CaptionLine(letters, factCell, dim)));
        return lines.Count > 0 ? lines : [new CaptionLine([.. Alphabet.LettersOf("?")], cell, Bright)];
    }

    private static int LettersIn(int widthPixels, int cell) => Math.Clamp((widthPixels + cell) / (Glyph.Advance * cell), 1, MostLetters);

    private static int FactCellOf(int cell) => ((3 * cell) + 2) / 4;

    private static IEnumerable<string> FactsOf(PictureSpec spec)
    {
        yield return $"{spec.Size.WidthPixels}×{spec.Size.HeightPixels}";
        if (spec.Model is { } model)
        {
            yield return model;
        }

        if (spec.Job is { } job && spec.Caption is CaptionStyle.Full)
        {
            yield return job.StartsWith("job", StringComparison.OrdinalIgnoreCase) ? job : $"job {job}";
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"seed {spec.Seed}");
        if (spec.Inputs.All.Count > 0)
        {
            yield return spec.Inputs.All.Count == 1 ? "1 input" : $"{spec.Inputs.All.Count} inputs";
        }
    }
}
