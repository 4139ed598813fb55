using LoadRunner.Benching;
using LoadRunner.Cli;
using LoadRunner.Running;

namespace LoadRunner.Tests.Cli;

public sealed class BenchCommandTests
{
    [Fact]
    public void Order_NothingSaid_IsTheWholeTarget()
    {
        var parsed = BenchCommand.Build(new VirtualTime.VirtualClock()).Parse([]);

        Assert.Empty(parsed.Errors);
        Assert.Equal(
            new BenchOrder
            {
                Part = BenchPart.All,
                Requests = 10_000,
                Delay = TimeSpan.FromSeconds(2),
                Streams = 2000,
                TokensPerSecond = 20,
                Watched = TimeSpan.FromSeconds(10),
                Connections = 64,
                Rounds = 5,
                Round = TimeSpan.FromSeconds(4),
                MemoryRequests = 1_000_000,
            },
            BenchCommand.OrderOf(parsed));
    }

    [Fact]
    public void Order_EverythingSaid_IsRead()
    {
        var parsed = BenchCommand.Build(new VirtualTime.VirtualClock()).Parse(
            "streams --requests 20 --delay 20ms --streams 5 --tokens-per-second 50 --seconds 2 --connections 8 --rounds 3 "
                + "--round-seconds 1 --memory-requests 1000 --pictures 5 --json a.json");

        Assert.Empty(parsed.Errors);
        Assert.Equal(
            new BenchOrder
            {
                Part = BenchPart.Streams,
                Requests = 20,
                Delay = TimeSpan.FromMilliseconds(20),
                Streams = 5,
                TokensPerSecond = 50,
                Watched = TimeSpan.FromSeconds(2),
                Connections = 8,
                Rounds = 3,
                Round = TimeSpan.FromSeconds(1),
                MemoryRequests = 1000,
                Pictures = 5,
                JsonFile = "a.json",
            },
            BenchCommand.OrderOf(parsed));
    }

    [Theory]
    [InlineData("jobs", "bench measures no jobs; write delays, streams, throughput, memory, start, pictures or all.")]
    [InlineData("--requests 0", "--requests takes a whole number from 1 to 50000.")]
    [InlineData("--streams many", "--streams takes a whole number from 1 to 20000.")]
    [InlineData("--delay 2", "--delay 2 is no duration up to a minute; write 2s or 500ms for example.")]
    [InlineData("--delay 2h", "--delay 2h is no duration up to a minute; write 2s or 500ms for example.")]
    public void Order_BadOption_IsOneSentence(string arguments, string sentence)
    {
        var parsed = BenchCommand.Build(new VirtualTime.VirtualClock()).Parse(arguments);

        Assert.Equal(sentence, Assert.Single(parsed.Errors).Message);
    }

    [Fact]
    public void Order_StreamsTooLong_AreRefusedUnlessOnlyDelaysAreMeasured()
    {
        var command = BenchCommand.Build(new VirtualTime.VirtualClock());

        var refusal = Assert.Throws<LoadRunException>(BenchCommand.OrderOf(command.Parse("streams --seconds 60")).Check);

        Assert.Equal(ExitCode.UnusableInput, refusal.ExitCode);
        Assert.Equal(
            "A stream would need 1259 tokens and can have 659; lower --seconds, --tokens-per-second or --streams.", refusal.Message);
        BenchCommand.OrderOf(command.Parse("delays --seconds 60")).Check();
    }
}
