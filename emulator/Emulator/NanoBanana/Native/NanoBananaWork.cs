using Emulator.Images;

namespace Emulator.NanoBanana.Native;

/// <summary>What is kept of a submit.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Picture">The picture that it makes.</param>
/// <param name="FileName">The name that the picture gets; nobody can guess it.</param>
/// <param name="Url">Where the picture can be fetched.</param>
internal sealed record NanoBananaWork(NanoBananaNativeRequest Request, PictureSpec Picture, string FileName, string Url);
