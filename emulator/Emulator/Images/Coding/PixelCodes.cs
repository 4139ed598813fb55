namespace Emulator.Images.Coding;

/// <summary>The codes of a pixel's channels.</summary>
internal sealed record PixelCodes(PrefixCode Green, PrefixCode Red, PrefixCode Blue);
