using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>The colours of as many neighbouring pixels as the processor takes at once.</summary>
internal readonly record struct Colours(Vector<float> Red, Vector<float> Green, Vector<float> Blue)
{
    public Colours(Vector3 colour)
        : this(new Vector<float>(colour.X), new Vector<float>(colour.Y), new Vector<float>(colour.Z))
    {
    }

    /// <summary>From one to another, written out because a fused multiply would round otherwise elsewhere.</summary>
    public static Colours Mix(in Colours from, in Colours to, Vector<float> share) => new(
        from.Red + ((to.Red - from.Red) * share),
        from.Green + ((to.Green - from.Green) * share),
        from.Blue + ((to.Blue - from.Blue) * share));

    /// <summary>A share, brought to where it lies from 0 to 1.</summary>
    public static Vector<float> Share(Vector<float> value) => Vector.Min(Vector.Max(value, Vector<float>.Zero), Vector<float>.One);
}
