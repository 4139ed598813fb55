using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>
/// The colours of a picture, chosen by its prompt alone: a prompt is recognised by them whatever the seed. A colour or a
/// time of day that the prompt names is obeyed.
/// </summary>
internal sealed record Palette(Vector3 Top, Vector3 Horizon, Vector3 Light, Vector3 Far, Vector3 Near)
{
    private static readonly (string Word, float HueTurns)[] Hues =
    [
        ("red", 0f), ("orange", 0.08f), ("gold", 0.13f), ("golden", 0.13f), ("yellow", 0.15f), ("green", 0.36f), ("teal", 0.49f),
        ("blue", 0.6f), ("violet", 0.74f), ("purple", 0.78f), ("pink", 0.92f),
        ("sunset", 0.04f), ("desert", 0.09f), ("forest", 0.33f), ("sea", 0.53f), ("ocean", 0.55f),
    ];

    public static Palette For(string prompt)
    {
        Draws draws = new(0, prompt);
        var drawn = draws.Between(0f, 1f);
        var hue = Hues.Where(named => PromptWords.Names(prompt, named.Word)).Select(named => named.HueTurns).DefaultIfEmpty(drawn).First();
        var light = PromptWords.Names(prompt, "night") || PromptWords.Names(prompt, "dark") ? 0.45f : 1f;
        var shift = draws.Between(0.06f, 0.16f);

        // From red to yellow the eye takes a little for much, and more would end in green.
        var warmer = hue + (hue < 0.2f ? shift * 0.4f : shift);
        return new Palette(
            Top: FromHsl(hue, draws.Between(0.45f, 0.65f), draws.Between(0.36f, 0.52f) * light),
            Horizon: FromHsl(warmer, draws.Between(0.6f, 0.8f), draws.Between(0.76f, 0.84f) * light),
            Light: FromHsl(warmer + 0.03f, 0.9f, 0.93f),
            Far: FromHsl(hue + draws.Between(-0.06f, 0.02f), 0.34f, 0.58f * light),
            Near: FromHsl(hue + draws.Between(-0.16f, -0.04f), 0.42f, 0.15f * light));
    }

    /// <summary>From <paramref name="from"/> to <paramref name="to"/>, written out because a fused multiply would round otherwise elsewhere.</summary>
    public static Vector3 Mix(Vector3 from, Vector3 to, float share) => from + ((to - from) * share);

    /// <summary>Channels from 0 to 255.</summary>
    private static Vector3 FromHsl(float hueTurns, float saturation, float lightness)
    {
        var chroma = (1f - Math.Abs((2f * lightness) - 1f)) * saturation;
        var floor = lightness - (chroma / 2f);
        return new Vector3(
            Channel(hueTurns + (1f / 3f)), Channel(hueTurns), Channel(hueTurns - (1f / 3f))) * 255f;

        float Channel(float turns)
        {
            var sixths = (turns - MathF.Floor(turns)) * 6f;
            var share = sixths < 1f ? sixths : sixths < 3f ? 1f : sixths < 4f ? 4f - sixths : 0f;
            return floor + (chroma * share);
        }
    }
}
