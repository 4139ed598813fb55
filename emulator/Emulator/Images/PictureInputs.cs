namespace Emulator.Images;

/// <summary>The pictures that a request brought, in their order; equal when the pictures are, as a cache's key must be.</summary>
internal sealed class PictureInputs(IReadOnlyList<PictureInput> all) : IEquatable<PictureInputs>
{
    public static readonly PictureInputs None = new([]);

    public IReadOnlyList<PictureInput> All { get; } = all;

    public bool Equals(PictureInputs? other) => other is not null && All.SequenceEqual(other.All);

    public override bool Equals(object? obj) => Equals(obj as PictureInputs);

    public override int GetHashCode() => All.Aggregate(All.Count, static (hash, input) => HashCode.Combine(hash, input.Hash));
}
