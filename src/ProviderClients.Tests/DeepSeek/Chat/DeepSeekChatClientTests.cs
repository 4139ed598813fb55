using System.Net;
using System.Text;
using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Tests.DeepSeek.Chat;

public sealed class DeepSeekChatClientTests
{
    private static readonly DeepSeekChatRequest Request = new() { Messages = [new DeepSeekChatMessage("user", "p")], Thinking = false, Temperature = 1.5 };

    [Fact]
    public async Task CompleteAsync_SendsTheProvidersForm()
    {
        var body = "";
        using var flyer = new Flyer(async (request, _) =>
        {
            body = await ScriptedServer.BodyOf(request);
            return Replies.Json(Replies.Completion);
        });

        var completion = await flyer.FlyAsync(() => flyer.Chat().CompleteAsync(Request));

        Assert.Equal(
            """{"model":"deepseek-flash","messages":[{"role":"user","content":"p"}],"thinking":{"type":"disabled"},"temperature":1.5}""", body);
        Assert.Equal(("better", "hm", "stop", 2), (completion.Content, completion.Reasoning, completion.FinishReason, completion.Usage.ReasoningTokens));
    }

    [Fact]
    public async Task CompleteAsync_BlankLinesBeforeTheAnswer_AreKeepAlives()
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Json("\n\n\n" + Replies.Completion)));

        var completion = await flyer.FlyAsync(() => flyer.Chat().CompleteAsync(Request));

        Assert.Equal("better", completion.Content);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html>busy</html>")]
    [InlineData("""{"id":"x","choices":[{"index":0,"mess""")]
    public async Task CompleteAsync_SuccessWithoutAnAnswer_IsMalformed(string body)
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Json(body)));

        var thrown = await Assert.ThrowsAsync<ProviderException>(
            () => flyer.FlyAsync(() => flyer.Chat(options => options.RetryLimit = 0).CompleteAsync(Request)));

        Assert.Equal(ProviderErrorKind.MalformedResponse, thrown.Kind);
    }

    [Fact]
    public async Task CompleteAsync_ContentExistsRisk_IsModeration()
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(
            Replies.Json("""{"error":{"message":"Content Exists Risk","type":"invalid_request_error"}}""", HttpStatusCode.BadRequest)));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Chat().CompleteAsync(Request)));

        Assert.Equal(ProviderErrorKind.Moderated, thrown.Kind);
    }

    [Fact]
    public async Task StreamAsync_KeepAlivesThinkingAndText_ComeAsPieces()
    {
        var text = ": keep-alive\n\n"
            + Replies.Chunk("""{"role":"assistant","content":null,"reasoning_content":""}""")
            + Replies.Chunk("""{"content":null,"reasoning_content":"hm"}""")
            + Replies.Chunk("""{"content":"bet","reasoning_content":null}""")
            + Replies.Chunk("""{"content":"ter","reasoning_content":null}""")
            + Replies.Chunk("""{"content":"","reasoning_content":null}""", "stop")
            + "data: [DONE]\n\n";
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Events(new BreakingStream(text, null))));

        var pieces = await flyer.FlyAsync(() => ReadAsync(flyer.Chat()));

        Assert.Equal("better", string.Concat(pieces.Select(piece => piece.Content)));
        Assert.Equal("hm", string.Concat(pieces.Select(piece => piece.Reasoning)));
        Assert.Equal("stop", pieces[^1].FinishReason);
    }

    [Fact]
    public async Task StreamAsync_BrokenAfterTheFirstPiece_IsInterruptedAndNotRepeated()
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Events(
            new BreakingStream(Replies.Chunk("""{"content":"bet"}"""), new IOException("broken")))));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => ReadAsync(flyer.Chat())));

        Assert.Equal(ProviderErrorKind.StreamInterrupted, thrown.Kind);
        Assert.Single(flyer.Server.Seen);
        Assert.Contains("StreamInterrupted", Assert.Single(flyer.Audit.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: {\"error\":{\"message\":\"busy\"}}\n\n")]
    [InlineData("data: nonsense\n\n")]
    public async Task StreamAsync_NothingBeforeTheFailure_IsTriedAgain(string first)
    {
        var tries = 0;
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Events(new BreakingStream(
            ++tries == 1 ? first : Replies.Chunk("""{"content":"better"}""", "stop") + "data: [DONE]\n\n", null))));

        var pieces = await flyer.FlyAsync(() => ReadAsync(flyer.Chat()));

        Assert.Equal(("better", 2), (pieces[0].Content, tries));
    }

    [Fact]
    public async Task StreamAsync_EndWithoutFinishReason_IsInterrupted()
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Events(
            new BreakingStream(Replies.Chunk("""{"content":"bet"}"""), null))));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => ReadAsync(flyer.Chat())));

        Assert.Equal(ProviderErrorKind.StreamInterrupted, thrown.Kind);
    }

    [Fact]
    public async Task StreamAsync_LeftEarly_ClosesTheConnectionAndFreesItsPlace()
    {
        var bodies = new List<BreakingStream>();
        using var flyer = new Flyer((_, _) =>
        {
            bodies.Add(new BreakingStream(string.Concat(Enumerable.Repeat(Replies.Chunk("""{"content":"x"}"""), 50)), null));
            return Task.FromResult(Replies.Events(bodies[^1]));
        });
        var client = flyer.Chat(options => options.Concurrency = 1);

        await flyer.FlyAsync(async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                await foreach (var _ in client.StreamAsync(Request))
                {
                    break;
                }
            }

            return true;
        });

        Assert.Equal(3, bodies.Count);
        Assert.All(bodies, body => Assert.True(body.IsDisposed));
    }

    [Fact]
    public async Task StreamAsync_NoFinalBlankLine_LosesNothingThatWasComplete()
    {
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Replies.Chunk("""{"content":"größer 灯"}""", "stop"))) + "data: [DONE]";
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Events(new BreakingStream(text, null))));

        var pieces = await flyer.FlyAsync(() => ReadAsync(flyer.Chat()));

        Assert.Equal("größer 灯", pieces[0].Content);
    }

    private static async Task<List<DeepSeekChatUpdate>> ReadAsync(DeepSeekChatClient client)
    {
        List<DeepSeekChatUpdate> pieces = [];
        await foreach (var piece in client.StreamAsync(Request))
        {
            pieces.Add(piece);
        }

        return pieces;
    }
}
