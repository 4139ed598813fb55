namespace Emulator.Images;

/// <summary>A picture as a client gets it.</summary>
/// <param name="MediaType">What the answer says it is.</param>
/// <param name="File">The bytes that come.</param>
internal sealed record DeliveredPicture(string MediaType, ReadOnlyMemory<byte> File);
