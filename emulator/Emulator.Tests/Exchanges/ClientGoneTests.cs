using System.Net.Sockets;
using Emulator.Exchanges;

namespace Emulator.Tests.Exchanges;

/// <summary>Which exceptions mean a client that has left, and which a defect.</summary>
public sealed class ClientGoneTests
{
    [Fact]
    public async Task IsMeantBy_WhatASocketThrowsThatIsGone_IsTrue()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Dispose();

        var gone = await Assert.ThrowsAnyAsync<Exception>(async () => await socket.SendAsync(new byte[1]));

        Assert.True(ClientGone.IsMeantBy(gone));
        Assert.True(ClientGone.IsMeantBy(new IOException()));
        Assert.True(ClientGone.IsMeantBy(new TaskCanceledException()));
    }

    [Fact]
    public void IsMeantBy_ADefect_IsFalse()
    {
        Assert.False(ClientGone.IsMeantBy(new ObjectDisposedException("System.Text.Json.JsonDocument")));
        Assert.False(ClientGone.IsMeantBy(new InvalidOperationException()));
    }
}
