using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>Triangular tiles whose colours drift across the picture.</summary>
internal sealed class MosaicScene : Scene
{
    private readonly Tile[] _tiles;
    private readonly int _across;
    private readonly int _side;

    public MosaicScene(PictureSize size, Palette palette, Draws draws)
    {
        _side = Math.Max(4, size.ShorterSidePixels / draws.Between(6, 11));
        _across = (PixelRow.PaddedOf(size.WidthPixels) / _side) + 1;
        var down = (size.HeightPixels / _side) + 1;
        _tiles = new Tile[_across * down];
        var slant = draws.Between(0.2f, 0.8f);
        for (var i = 0; i < _tiles.Length; i++)
        {
            var share = (slant * (i % _across) / _across) + ((1f - slant) * (i / _across) / down);
            var falls = draws.Next() % 2 == 0;
            _tiles[i] = new Tile(ColourAt(share, palette, draws), ColourAt(share + (0.4f / down), palette, draws), falls);
        }
    }

    public override void PaintRow(int y, ColourRow row)
    {
        var (line, within) = Math.DivRem(y, _side);
        for (var i = 0; i < _across; i++)
        {
            var tile = _tiles[(line * _across) + i];
            var left = i * _side;
            var edge = left + (tile.Falls ? within : _side - 1 - within);
            row.Fill(tile.First, left, edge);
            row.Fill(Palette.Mix(tile.First, tile.Second, 0.5f), edge, edge + 1);
            row.Fill(tile.Second, edge + 1, left + _side);
        }
    }

    private static Vector3 ColourAt(float share, Palette palette, Draws draws)
    {
        var drift = Math.Clamp(share + draws.Between(-0.09f, 0.09f), 0f, 1f) * 2f;
        var colour = drift < 1f
            ? Palette.Mix(palette.Top, palette.Horizon, drift)
            : Palette.Mix(palette.Horizon, palette.Far, drift - 1f);
        return Palette.Mix(colour, draws.Next() % 2 == 0 ? palette.Light : palette.Near, draws.Between(0f, 0.28f));
    }

    private readonly record struct Tile(Vector3 First, Vector3 Second, bool Falls);
}
