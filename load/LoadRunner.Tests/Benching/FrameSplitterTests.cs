using System.Text;
using LoadRunner.Benching;

namespace LoadRunner.Tests.Benching;

public sealed class FrameSplitterTests
{
    private const string Body = "data: {\"a\":1}\n\n: keep-alive\n\nevent: x\ndata: 2\n\ndata: [DONE]\n\n";

    [Fact]
    public void Feed_WholeBody_CountsEventsAndNoComments()
    {
        FrameSplitter frames = new();

        var ended = frames.Feed(Encoding.ASCII.GetBytes(Body));

        Assert.Equal(3, ended);
        Assert.Equal(3, frames.Count);
    }

    [Fact]
    public void Feed_BodyCutAnywhere_CountsTheSame()
    {
        var bytes = Encoding.ASCII.GetBytes(Body);

        var counts = Enumerable.Range(0, bytes.Length).Select(cut =>
        {
            FrameSplitter frames = new();
            return frames.Feed(bytes.AsSpan(0, cut)) + frames.Feed(bytes.AsSpan(cut));
        });

        Assert.All(counts, count => Assert.Equal(3, count));
    }

    [Fact]
    public void Feed_EventWithoutItsEnd_IsNotCountedYet()
    {
        FrameSplitter frames = new();

        Assert.Equal(0, frames.Feed("data: 1\n"u8));
        Assert.Equal(1, frames.Feed("\nda"u8));
    }
}
