namespace Emulator.Tests.Sockets;

/// <summary>The machine's clock, for tests of real sockets, which live in real time.</summary>
internal static class SocketClock
{
#pragma warning disable RS0030 // sockets live in real time
    public static TimeProvider Real => TimeProvider.System;
#pragma warning restore RS0030
}
