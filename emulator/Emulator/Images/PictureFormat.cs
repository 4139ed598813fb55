namespace Emulator.Images;

/// <summary>The file formats that pictures can be made in.</summary>
internal enum PictureFormat
{
    Png,
    Jpeg,
    WebP,
}
