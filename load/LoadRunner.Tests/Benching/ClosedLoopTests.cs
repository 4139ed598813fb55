using System.Text;
using System.Text.Json;
using LoadRunner.Benching;

namespace LoadRunner.Tests.Benching;

public sealed class ClosedLoopTests
{
    [Theory]
    [InlineData("HTTP/1.1 20", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", true)]
    public void ChunkedAnswer_SoManyBytes_IsWholeOrNot(string received, bool isWhole)
    {
        Assert.Equal(isWhole, ChunkedAnswer.IsWhole(Encoding.ASCII.GetBytes(received)));
    }

    [Fact]
    public void ChunkedAnswer_AnotherStatus_IsNamed()
    {
        var failure = Assert.Throws<InvalidDataException>(() => ChunkedAnswer.IsWhole("HTTP/1.1 429 Too Many Requests"u8));

        Assert.Equal("status 429", failure.Message);
    }

    [Fact]
    public void NumberedRequest_EveryNumber_MakesAnotherPromptOfTheSameLength()
    {
        var request = new NumberedRequest("/path", BenchScenario.NumberedBody);

        var first = Encoding.ASCII.GetString(request.With(1).Span);
        var second = Encoding.ASCII.GetString(request.With(9_876_543_210).Span);

        Assert.Equal(first.Length, second.Length);
        Assert.Contains("Picture number 0000000001:", first, StringComparison.Ordinal);
        Assert.Contains("Picture number 9876543210:", second, StringComparison.Ordinal);
        var body = second[(second.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Contains($"Content-Length: {body.Length}\r\n", second, StringComparison.Ordinal);
        Assert.Equal("deepseek-v4-flash", JsonDocument.Parse(body).RootElement.GetProperty("model").GetString());
    }

    [Fact]
    public void Numbers_StoppedAndResumed_NeverComeTwice()
    {
        LoopNumbers numbers = new();
        List<long> taken = [];

        for (var round = 0; round < 3; round++)
        {
            numbers.Resume(4);
            while (numbers.TryTake(out var number))
            {
                taken.Add(number);
            }
        }

        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), taken);
        Assert.Equal(12, numbers.Given);
    }

    [Fact]
    public void Numbers_Stopped_AreOver()
    {
        LoopNumbers numbers = new();
        numbers.Resume(long.MaxValue);
        Assert.True(numbers.TryTake(out _));

        numbers.Stop();

        Assert.False(numbers.TryTake(out _));
        Assert.Equal(1, numbers.Given);
    }

    [Theory]
    [InlineData("3,1,2", 2)]
    [InlineData("4,1,2,3", 2.5)]
    public void Median_OfAFew_IsTheMiddle(string values, double median)
    {
        Assert.Equal(median, Median.Of(values.Split(',').Select(double.Parse)));
    }

    [Fact]
    public void ServerMemory_AHealthAnswer_IsRead()
    {
        var memory = ServerMemory.Read("""{"status":"healthy","memory":{"workingSetBytes":3,"heapBytes":2,"allocatedBytes":1}}""");

        Assert.Equal(new ServerMemory { AllocatedBytes = 1, HeapBytes = 2 }, memory);
        Assert.Null(ServerMemory.Read("fine"));
        Assert.Null(ServerMemory.Read("""{"status":"healthy"}"""));
    }
}
