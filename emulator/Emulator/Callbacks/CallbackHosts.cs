using System.Net;

namespace Emulator.Callbacks;

/// <summary>Where callbacks may go: to this machine, and to hosts that the scenario names; a test server must not call strangers.</summary>
internal sealed class CallbackHosts(IReadOnlyList<string> named)
{
    /// <summary>Why a receiver gets nothing; <see langword="null"/> when it may get its callback.</summary>
    public string? Refuse(Uri receiver)
    {
        var host = receiver.Host.Trim('[', ']');
        var isHere = host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        return isHere || named.Contains(host, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"the callback was not sent: {host} is not this machine; name it in emulator.callbackHosts";
    }
}
