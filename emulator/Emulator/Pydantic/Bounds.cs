namespace Emulator.Pydantic;

/// <summary>What a number field asks of its value, besides being a number.</summary>
internal readonly record struct Bounds(decimal? AtLeast = null, decimal? AtMost = null, int? MultipleOf = null);
