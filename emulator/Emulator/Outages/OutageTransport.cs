using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Emulator.Outages;

/// <summary>Kestrel's sockets, except that ports with outages stop listening while those last.</summary>
internal sealed class OutageTransport(
    OutageBoard board,
    IReadOnlyList<PortOutages> ports,
    IOptions<SocketTransportOptions> options,
    ILoggerFactory loggers) : IConnectionListenerFactory
{
    private readonly SocketTransportFactory _sockets = new(options, loggers);
    private readonly Queue<PortOutages> _anyPort = new(ports.Where(port => port.Port == 0));

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = await _sockets.BindAsync(endpoint, cancellationToken);
        var outages = endpoint is IPEndPoint { Port: var port }
            ? port == 0 ? NextOfAnyPort() : ports.FirstOrDefault(one => one.Port == port)
            : null;
        return outages is { IsOwn: true } ? new OutageListener(board, outages.Name, _sockets, listener) : listener;
    }

    /// <summary>Ports that are chosen by the system are bound in the order in which they were asked for, the common one first.</summary>
    private PortOutages? NextOfAnyPort() => _anyPort.TryDequeue(out var next) ? next : null;
}

/// <summary>A port that is listened on.</summary>
/// <param name="Name">Whose port it is: the dialect's name, where it is a dialect's own.</param>
/// <param name="Port">Its number; 0 for any free one.</param>
internal sealed record PortOutages(string Name, int Port)
{
    /// <summary>Whether it is a dialect's own, so that it can be closed without taking the others along.</summary>
    public bool IsOwn { get; init; }
}
