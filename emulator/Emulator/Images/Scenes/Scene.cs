namespace Emulator.Images.Scenes;

/// <summary>What a picture shows, asked for row by row so that no picture is ever held whole; any row can be asked for at any time.</summary>
internal abstract class Scene
{
    /// <summary>Fills one row, with the pixels behind its right edge.</summary>
    public abstract void PaintRow(int y, ColourRow row);
}
