using System.Numerics;

namespace Emulator.Images;

/// <summary>What a picture shows, asked for row by row so that no picture is ever held whole.</summary>
internal abstract class Scene
{
    /// <summary>Fills one row with colours whose channels go from 0 to 255.</summary>
    public abstract void PaintRow(int y, Span<Vector3> row);
}
