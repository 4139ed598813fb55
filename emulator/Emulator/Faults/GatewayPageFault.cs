using System.Text;
using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>A gateway in front of the provider answers with a page for people.</summary>
internal sealed record GatewayPageFault(int Status, string Reason) : Fault(FaultKind.GatewayPage, Reason)
{
    public const int DefaultStatus = StatusCodes.Status504GatewayTimeout;

    public override Reply Instead(Exchange exchange)
    {
        var title = Status switch
        {
            500 => "500 Internal Server Error",
            502 => "502 Bad Gateway",
            503 => "503 Service Temporarily Unavailable",
            504 => "504 Gateway Time-out",
            _ => $"{Status} Error",
        };
        var page = $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n";
        return Reply.Whole(Status, "text/html", Encoding.ASCII.GetBytes(page)).Because(Reason);
    }
}
