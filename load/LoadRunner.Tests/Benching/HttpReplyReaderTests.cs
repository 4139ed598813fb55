using System.Text;
using LoadRunner.Benching;

namespace LoadRunner.Tests.Benching;

public sealed class HttpReplyReaderTests
{
    private const string Chunked =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        + "9\r\ndata: 1\n\n\r\nA;note=x\r\ndata: 22\n\n\r\n0\r\n\r\n";

    private const string WithLength = "HTTP/1.1 503 Busy\r\nContent-Length: 5\r\n\r\nhello";

    [Fact]
    public void Feed_Chunks_CutAnywhere_GivesTheWholeBody()
    {
        var bytes = Encoding.ASCII.GetBytes(Chunked);

        Assert.All(Enumerable.Range(1, bytes.Length - 1), cut =>
        {
            HttpReplyReader reader = new();
            reader.Feed(bytes.AsSpan(0, cut));
            Assert.False(reader.IsComplete);
            reader.Feed(bytes.AsSpan(cut));
            Assert.True(reader.IsComplete);
            Assert.Equal((200, 19L, 2), (reader.Status, reader.BodyBytes, reader.Frames));
        });
    }

    [Fact]
    public void Feed_ByteByByte_SaysWhereEachFrameEnds()
    {
        HttpReplyReader reader = new();

        var ended = Encoding.ASCII.GetBytes(Chunked).Sum(one => reader.Feed([one]));

        Assert.Equal(2, ended);
        Assert.True(reader.IsComplete);
    }

    [Fact]
    public void Feed_Length_EndsWithTheLastByte()
    {
        HttpReplyReader reader = new();

        reader.Feed(Encoding.ASCII.GetBytes(WithLength));

        Assert.True(reader.IsComplete);
        Assert.Equal((503, 5L), (reader.Status, reader.BodyBytes));
    }

    [Fact]
    public void Feed_Trailers_AreReadOver()
    {
        HttpReplyReader reader = new();

        reader.Feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Sum: 1\r\n\r\n"u8);

        Assert.True(reader.IsComplete);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", "not HTTP/1.1")]
    [InlineData("HTTP/1.1 200 OK\r\nX: y\r\n\r\n", "neither a length nor chunks")]
    [InlineData(WithLength + "more", "more than one whole answer")]
    public void Feed_WhatItDoesNotKnow_IsRefused(string answer, string reason)
    {
        HttpReplyReader reader = new();

        var refusal = Assert.Throws<InvalidDataException>(() => reader.Feed(Encoding.ASCII.GetBytes(answer)));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
