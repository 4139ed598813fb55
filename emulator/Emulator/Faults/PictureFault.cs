using Emulator.Exchanges;
using Emulator.Images;

namespace Emulator.Faults;

/// <summary>A fault of a picture wherever it is delivered: by a download, or inside an answer.</summary>
internal abstract record PictureFault(FaultKind Kind, string Reason) : Fault(Kind, Reason)
{
    public abstract DeliveredPicture Spoil(DeliveredPicture picture);

    public override Reply? Alter(Exchange exchange, Reply reply) => exchange.HasDeliveredPicture ? reply : null;
}
