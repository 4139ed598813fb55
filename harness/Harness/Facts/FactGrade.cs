namespace Harness.Facts;

/// <summary>How well a fact is known; the first four are evidence, the last two fill a gap.</summary>
internal enum FactGrade
{
    /// <summary>The provider's own documentation says so.</summary>
    Documented,

    /// <summary>It stands in recorded traffic.</summary>
    Captured,

    /// <summary>Clients that work with the provider send it or rely on it.</summary>
    ClientRequired,

    /// <summary>A user says that it happened.</summary>
    Reported,

    /// <summary>It follows from what is known.</summary>
    Inferred,

    /// <summary>Nothing is known; something had to be picked.</summary>
    Chosen,
}
