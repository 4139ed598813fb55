namespace Emulator.Exchanges;

/// <summary>Tells that a client has left from all that can go wrong: it is nobody's failure.</summary>
internal static class ClientGone
{
    /// <summary>Whether an exception says no more than that nobody is there to read on.</summary>
    public static bool IsMeantBy(Exception exception) => exception
        is OperationCanceledException
        or IOException
        or ObjectDisposedException { ObjectName: "System.Net.Sockets.Socket" or "System.Net.Sockets.NetworkStream" };
}
