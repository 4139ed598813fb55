using System.Collections.Frozen;
using Emulator.Images;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>
/// Width and height in pixels by aspect ratio. The provider documents none; these are Google's for the models that it resells
/// (https://ai.google.dev/gemini-api/docs/image-generation).
/// </summary>
internal static class TaskApiSizes
{
    /// <summary>Of Nano Banana 2 and Pro at 1K; at 2K and 4K both sides are twice and four times as long.</summary>
    private static readonly FrozenDictionary<string, (int Width, int Height)> AtOneK = new Dictionary<string, (int, int)>
    {
        ["1:1"] = (1024, 1024),
        ["2:3"] = (848, 1264),
        ["3:2"] = (1264, 848),
        ["3:4"] = (896, 1200),
        ["4:3"] = (1200, 896),
        ["4:5"] = (928, 1152),
        ["5:4"] = (1152, 928),
        ["9:16"] = (768, 1376),
        ["16:9"] = (1376, 768),
        ["21:9"] = (1584, 672),
        ["1:4"] = (512, 2048),
        ["4:1"] = (2048, 512),
        ["1:8"] = (384, 3072),
        ["8:1"] = (3072, 384),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, PictureSize> First = new Dictionary<string, PictureSize>
    {
        ["1:1"] = new(1024, 1024),
        ["2:3"] = new(832, 1248),
        ["3:2"] = new(1248, 832),
        ["3:4"] = new(864, 1184),
        ["4:3"] = new(1184, 864),
        ["4:5"] = new(896, 1152),
        ["5:4"] = new(1152, 896),
        ["9:16"] = new(768, 1344),
        ["16:9"] = new(1344, 768),
        ["21:9"] = new(1536, 672),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The first generation's size.</summary>
    public static PictureSize OfFirst(string ratio) => First[ratio];

    /// <summary>The size of the later models; <c>auto</c> is a square, as pictures that are edited are never fetched.</summary>
    public static PictureSize Of(string ratio, TaskApiResolution resolution)
    {
        var (width, height) = AtOneK.GetValueOrDefault(ratio, (1024, 1024));
        var times = 1 << (int)resolution;
        return new PictureSize(width * times, height * times);
    }
}
