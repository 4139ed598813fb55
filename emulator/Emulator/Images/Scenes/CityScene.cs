using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>Houses one behind the other before a sky, some of their windows lit.</summary>
internal sealed class CityScene : Scene
{
    private const int Layers = 3;

    private static readonly Vector3 Lamp = new(255f, 216f, 150f);

    private readonly Palette _palette;
    private readonly Sky _sky;
    private readonly Ridge[] _roofs = new Ridge[Layers];
    private readonly Building[][] _buildings = new Building[Layers][];
    private readonly int _unit;

    public CityScene(PictureSize size, Palette palette, Draws draws)
    {
        _palette = palette;
        _sky = new Sky(size, palette, draws);
        _unit = Math.Max(2, size.ShorterSidePixels / 90);
        for (var layer = 0; layer < Layers; layer++)
        {
            _buildings[layer] = DrawBuildings(size, layer, draws);
            _roofs[layer] = Ridge.Stepped(size.WidthPixels, [.. _buildings[layer].Select(each => (each.Left, (float)each.Top))]);
        }
    }

    public override void PaintRow(int y, ColourRow row)
    {
        _sky.PaintRow(y, row);
        for (var layer = 0; layer < Layers; layer++)
        {
            if (y >= _roofs[layer].Highest)
            {
                BlendLayer(layer, y, row);
            }
        }
    }

    private Building[] DrawBuildings(PictureSize size, int layer, Draws draws)
    {
        List<Building> buildings = [];
        var left = -draws.Between(0, 8) * _unit;
        while (left < size.WidthPixels)
        {
            var width = draws.Between(6, 15) * _unit;
            var share = draws.Between(0.36f, 0.62f) + (0.14f * layer);
            buildings.Add(new Building(left, left + width, (int)(size.HeightPixels * share), (uint)draws.Next()));
            left += width + (draws.Between(0, 3) == 0 ? _unit * (layer + 1) : 0);
        }

        return [.. buildings];
    }

    private void BlendLayer(int layer, int y, ColourRow row)
    {
        var depth = (layer + 1f) / Layers;
        var wall = Palette.Mix(_palette.Far, _palette.Near, depth);
        foreach (var building in _buildings[layer])
        {
            if (y < building.Top)
            {
                continue;
            }

            var haze = (0.35f - (0.3f * depth)) * Math.Min(1f, (y - building.Top) / (40f * _unit));
            row.Fill(Palette.Mix(wall, _palette.Horizon, haze), building.Left, building.Right);
            if (layer > 0)
            {
                LightWindows(building, y, row, Palette.Mix(wall, Lamp, 0.35f + (0.5f * depth)));
            }
        }
    }

    /// <summary>A window is as wide as it is apart from the next, and half as high again.</summary>
    private void LightWindows(Building building, int y, ColourRow row, Vector3 lamp)
    {
        var (floor, inFloor) = Math.DivRem(y - building.Top - (2 * _unit), 3 * _unit);
        if (y < building.Top + (2 * _unit) || inFloor >= 3 * _unit / 2)
        {
            return;
        }

        for (var (number, left) = (0, building.Left + _unit); left + (2 * _unit) <= building.Right; number++, left += 2 * _unit)
        {
            var hash = (building.Mark ^ (uint)((floor * 64) + number)) * 0x9E3779B1;
            hash = (hash ^ (hash >> 15)) * 0x85EBCA6B;
            if (hash >> 30 == 0)
            {
                row.Fill(lamp, left, left + _unit);
            }
        }
    }

    private readonly record struct Building(int Left, int Right, int Top, uint Mark);
}
