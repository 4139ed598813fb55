using System.Numerics;
using System.Runtime.InteropServices;
using Emulator.Images.Captions;
using Emulator.Images.Inputs;
using Emulator.Images.Scenes;

namespace Emulator.Images;

/// <summary>
/// A picture as rows of 8-bit RGB. Only exactly rounded arithmetic goes into it, so that it is the same on every machine.
/// Rows can be asked for in any order, but by one thread at a time.
/// </summary>
internal sealed class Painting
{
    private readonly Scene _scene;
    private readonly ColourRow _row;
    private readonly InputGallery _inputs;
    private readonly CaptionCard? _caption;
    private readonly CaptionCard? _watermark;
    private readonly uint _grain;

    public Painting(PictureSpec spec)
    {
        Spec = spec;
        _row = new ColourRow(spec.Size.WidthPixels);
        var palette = Palette.For(spec.Prompt);
        Draws draws = new(spec.Seed, spec.Prompt);
        _grain = (uint)draws.Next();
        _scene = SceneChoice.For(spec, palette, draws);
        _inputs = new InputGallery(spec);
        _caption = Caption.For(spec, palette);
        _watermark = Watermark.For(spec);
    }

    public PictureSpec Spec { get; }

    public PictureSize Size => Spec.Size;

    /// <summary>Writes one row, with the pixels behind its right edge.</summary>
    public void PaintRow(int y, PixelRow pixels)
    {
        _scene.PaintRow(y, _row);
        _inputs.BlendBackdrop(y, _row);
        _inputs.BlendFrames(y, _row);
        _caption?.Blend(y, _row);
        _watermark?.Blend(y, _row);
        AddGrain(_grain + ((uint)y * 0x9E3779B1));
        Quantize(_row.Red, pixels.Red);
        Quantize(_row.Green, pixels.Green);
        Quantize(_row.Blue, pixels.Blue);
    }

    /// <summary>A grain of about one step in 256 keeps smooth gradients from showing bands.</summary>
    private void AddGrain(uint rowGrain)
    {
        var red = ColourRow.Of(_row.Red);
        var green = ColourRow.Of(_row.Green);
        var blue = ColourRow.Of(_row.Blue);
        Vector<float> scale = new(2.4f / 65536f);
        Vector<float> start = new(0.5f - 1.2f);
        for (var x = 0; x < red.Length; x++)
        {
            var columns = Vector<uint>.Indices + new Vector<uint>((uint)(x * Vector<uint>.Count));
            var hash = (new Vector<uint>(rowGrain) ^ columns) * new Vector<uint>(0x85EBCA6B);
            hash = (hash ^ (hash >>> 15)) * new Vector<uint>(0xC2B2AE35);
            var grain = (Vector.ConvertToSingle(Vector.AsVectorInt32(hash >>> 16)) * scale) + start;
            red[x] += grain;
            green[x] += grain;
            blue[x] += grain;
        }
    }

    private static void Quantize(ReadOnlySpan<float> values, Span<byte> pixels)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(values);
        var to = MemoryMarshal.Cast<byte, Vector<byte>>(pixels);
        for (var i = 0; i < to.Length; i++)
        {
            var low = Vector.Narrow(Step(from[4 * i]), Step(from[(4 * i) + 1]));
            var high = Vector.Narrow(Step(from[(4 * i) + 2]), Step(from[(4 * i) + 3]));
            to[i] = Vector.Narrow(low, high);
        }
    }

    private static Vector<uint> Step(Vector<float> values) => Vector.AsVectorUInt32(Vector.ConvertToInt32(
        Vector.Min(Vector.Max(values, Vector<float>.Zero), new Vector<float>(255f))));
}
