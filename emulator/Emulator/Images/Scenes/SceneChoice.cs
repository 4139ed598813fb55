namespace Emulator.Images.Scenes;

/// <summary>Which kind of scene a prompt gets: the one that it names, or else one drawn from it alone, whatever the seed.</summary>
internal static class SceneChoice
{
    private static readonly (Func<PictureSize, Palette, Draws, Scene> Make, string[] Words)[] Kinds =
    [
        (static (size, palette, draws) => new HillScene(size, palette, draws),
            ["hill", "hills", "mountain", "mountains", "valley", "field", "desert", "landscape"]),
        (static (size, palette, draws) => new SeaScene(size, palette, draws),
            ["sea", "ocean", "lake", "harbour", "harbor", "ship", "boat", "lighthouse", "beach", "water", "island", "river"]),
        (static (size, palette, draws) => new CityScene(size, palette, draws),
            ["city", "street", "skyline", "town", "building", "house", "office", "server", "cloud"]),
        (static (size, palette, draws) => new WoodScene(size, palette, draws),
            ["wood", "woods", "forest", "tree", "trees", "jungle", "garden"]),
        (static (size, palette, draws) => new WaveScene(size, palette, draws),
            ["wave", "waves", "wind", "music", "dunes", "silk", "flow"]),
        (static (size, palette, draws) => new MosaicScene(size, palette, draws),
            ["mosaic", "tiles", "pattern", "abstract", "geometric", "logo", "crystal", "poster"]),
        (static (size, palette, draws) => new OrbScene(size, palette, draws),
            ["light", "lights", "bubbles", "bokeh", "glass", "lantern", "lanterns", "balloon"]),
    ];

    public static Scene For(PictureSpec spec, Palette palette, Draws draws)
    {
        var drawn = new Draws(1, spec.Prompt).Between(0, Kinds.Length);
        var named = Array.FindIndex(Kinds, kind => Array.Exists(kind.Words, word => PromptWords.Names(spec.Prompt, word)));
        return Kinds[named < 0 ? drawn : named].Make(spec.Size, palette, draws);
    }
}
