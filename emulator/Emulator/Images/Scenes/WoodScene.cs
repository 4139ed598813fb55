using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>Trunks in mist, the nearer the darker, under leaves and over a mossy ground.</summary>
internal sealed class WoodScene : Scene
{
    private const int Layers = 5;

    private readonly Palette _palette;
    private readonly Trunk[][] _trunks = new Trunk[Layers][];
    private readonly Ridge _ground;
    private readonly Ridge[] _leaves = new Ridge[3];
    private readonly Vector2 _light;
    private readonly PictureSize _size;

    public WoodScene(PictureSize size, Palette palette, Draws draws)
    {
        _size = size;
        _palette = palette;
        _light = new Vector2(draws.Between(0.25f, 0.75f) * size.WidthPixels, 0.4f * size.HeightPixels);
        for (var layer = 0; layer < Layers; layer++)
        {
            _trunks[layer] = DrawTrunks(layer, draws);
        }

        _ground = Ridge.Drawn(size.WidthPixels, size.HeightPixels * 0.86f, (size.HeightPixels * 0.04f, 3), draws);
        for (var i = 0; i < _leaves.Length; i++)
        {
            _leaves[i] = Ridge.Drawn(
                size.WidthPixels, size.HeightPixels * (0.2f - (0.065f * i)), (size.HeightPixels * 0.06f, 6), draws);
        }
    }

    public override void PaintRow(int y, ColourRow row)
    {
        PaintMist(y, row);
        for (var layer = 0; layer < Layers; layer++)
        {
            var colour = Palette.Mix(_palette.Horizon, _palette.Near, 0.16f + (0.84f * layer / Layers));
            foreach (var trunk in _trunks[layer])
            {
                trunk.Blend(y, row, colour);
            }

            if (layer is 1 or 3)
            {
                BlendEdge(_leaves[layer / 2], y, row, (Palette.Mix(_palette.Top, _palette.Near, 0.2f + (0.12f * layer)), -1f));
            }
        }

        BlendEdge(_leaves[2], y, row, (Palette.Mix(_palette.Top, _palette.Near, 0.75f), -1f));
        BlendEdge(_ground, y, row, (Palette.Mix(_palette.Top, _palette.Near, 0.8f), 1f));
    }

    private Trunk[] DrawTrunks(int layer, Draws draws)
    {
        var trunks = new Trunk[draws.Between(9, 14) - layer];
        for (var i = 0; i < trunks.Length; i++)
        {
            var width = _size.ShorterSidePixels * (0.008f + (0.012f * layer)) * draws.Between(0.7f, 1.4f);
            trunks[i] = new Trunk(draws.Between(-0.02f, 1.02f) * _size.WidthPixels, width, draws.Between(-0.05f, 0.05f), _size.HeightPixels);
        }

        return trunks;
    }

    private void PaintMist(int y, ColourRow row)
    {
        Colours mist = new(Palette.Mix(_palette.Top, _palette.Horizon, Math.Min(1f, y / (0.6f * _size.HeightPixels))));
        Colours light = new(_palette.Light);
        var dy = y - _light.Y;
        Vector<float> down = new(dy * dy);
        Vector<float> across = new(_light.X);
        Vector<float> scale = new(12f / ((float)_size.HeightPixels * _size.HeightPixels));
        for (var x = 0; x < row.Count; x++)
        {
            var dx = ColourRow.ColumnsOf(x) - across;
            row[x] = Colours.Mix(mist, light, new Vector<float>(0.85f) / (Vector<float>.One + (((dx * dx) + down) * scale)));
        }
    }

    /// <summary>Lays a colour below an uneven line, or above it where the direction is negative.</summary>
    private static void BlendEdge(Ridge edge, int y, ColourRow row, (Vector3 Colour, float Direction) what)
    {
        if (what.Direction > 0f ? y + 0.5f <= edge.Highest : y - 0.5f >= edge.Lowest)
        {
            return;
        }

        Colours colour = new(what.Colour);
        Vector<float> at = new(y);
        Vector<float> half = new(0.5f);
        Vector<float> direction = new(what.Direction);
        for (var x = 0; x < row.Count; x++)
        {
            row[x] = Colours.Mix(row[x], colour, Colours.Share(((at - edge.Heights[x]) * direction) + half));
        }
    }

    private static void BlendEdge(int x, ColourRow row, Vector3 colour, float cover)
    {
        if (x >= 0 && x < row.WidthPixels)
        {
            row.Blend(x, colour, cover);
        }
    }

    private readonly record struct Trunk(float Column, float WidthPixels, float Lean, float HeightPixels)
    {
        /// <summary>It is wider at its foot.</summary>
        public void Blend(int y, ColourRow row, Vector3 colour)
        {
            var height = 1f - (y / HeightPixels);
            var half = WidthPixels * (0.5f - (0.14f * height)) * (1f + (0.5f * Math.Max(0f, 0.12f - height) / 0.12f));
            var middle = Column + (Lean * height * HeightPixels);
            var (left, right) = (middle - half, middle + half);
            var (first, last) = ((int)MathF.Floor(left), (int)MathF.Floor(right));
            row.Fill(colour, first + 1, last);
            BlendEdge(first, row, colour, Math.Min(first + 1f, right) - left);
            if (last > first)
            {
                BlendEdge(last, row, colour, right - last);
            }
        }
    }
}
