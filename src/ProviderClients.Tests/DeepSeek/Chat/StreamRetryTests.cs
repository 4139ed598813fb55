using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Tests.DeepSeek.Chat;

/// <summary>Where a stream may be tried again, where not, and how it ends when nobody speaks any more.</summary>
public sealed class StreamRetryTests
{
    private const string Role = """data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""" + "\n\n";
    private const string Text = """data: {"choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}""" + "\n\n";
    private const string Thought = """data: {"choices":[{"index":0,"delta":{"content":null,"reasoning_content":"Hm"},"finish_reason":null}]}""" + "\n\n";
    private const string Finish = """data: {"model":"deepseek-flash","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}],"usage":{"prompt_tokens":4,"completion_tokens":2}}""" + "\n\n";
    private const string NoMachine = """data: {"choices":[{"index":0,"delta":{"content":""},"finish_reason":"insufficient_system_resource"}]}""" + "\n\n";
    private const string Error = """data: {"error":{"message":"please draw a secret castle","type":"server_error"}}""" + "\n\n";
    private const string Done = "data: [DONE]\n\n";
    private const string KeepAlive = ": keep-alive\n\n";

    [Theory]
    [InlineData("")]
    [InlineData(Role)]
    [InlineData(KeepAlive + Role)]
    [InlineData(Role + Error)]
    [InlineData(Role + NoMachine + Done)]
    [InlineData(Role + Done)]
    [InlineData("data: {\"choices\":\n\n")]
    [InlineData("data: {}\n\n")]
    public async Task Stream_FailsBeforeItsFirstText_IsTriedAgain(string first)
    {
        using var rig = new ClientRig((rig, request) =>
            Answer(rig, BodyEnd.Ends, request.Number == 0 ? [first] : [Role, Text, Finish, Done]));

        var updates = await rig.FlyAsync(() => ReadAsync(rig));

        Assert.Equal("Hello", string.Concat(updates.Select(update => update.Content)));
        Assert.Equal(["0", "1"], rig.Seen.Select(request => request.Headers["X-Retry-Count"]));
    }

    [Fact]
    public async Task Stream_ConnectionBreaksBeforeItsFirstText_IsTriedAgain()
    {
        using var rig = new ClientRig((rig, request) => request.Number == 0
            ? Answer(rig, BodyEnd.Breaks, Role)
            : Answer(rig, BodyEnd.Ends, Role, Text, Finish, Done));

        var updates = await rig.FlyAsync(() => ReadAsync(rig));

        Assert.Equal("stop", updates[^1].FinishReason);
    }

    [Theory]
    [InlineData("Ends", Role + Text)]
    [InlineData("Ends", Thought)]
    [InlineData("Ends", Role + Text + Done)]
    [InlineData("Ends", Role + Text + Error)]
    [InlineData("Breaks", Role + Text)]
    [InlineData("StaysSilent", Role + Text)]
    public async Task Stream_FailsAfterItsFirstText_IsInterruptedAndNeverRepeated(string end, string text)
    {
        using var rig = new ClientRig((rig, _) => Answer(rig, Enum.Parse<BodyEnd>(end), text));

        var failure = await rig.FailAsync(() => ReadAsync(rig));

        Assert.Equal(ProviderErrorKind.StreamInterrupted, failure.Kind);
        Assert.Single(rig.Seen);
        var line = Assert.Single(rig.Audit.Lines);
        Assert.Contains("\"outcome\":\"failed\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain("castle", failure + line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_KeepAlivesAfterTheFirstText_DoNotHoldItOpenForever()
    {
        using var rig = new ClientRig((rig, _) => Answer(rig, BodyEnd.StaysSilent, [Text, .. Enumerable.Repeat(KeepAlive, 100)]));

        var failure = await rig.FailAsync(() => ReadAsync(rig));

        Assert.Equal(ProviderErrorKind.StreamInterrupted, failure.Kind);
        Assert.InRange(rig.Clock.Elapsed, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(75));
    }

    [Fact]
    public async Task Stream_OneByteAtATime_IsTheSame()
    {
        var parts = string.Concat(KeepAlive, Role, Thought, Text, Finish, Done).Select(letter => (TimeSpan.FromMilliseconds(10), letter.ToString())).ToArray();
        using var rig = new ClientRig((rig, _) => Task.FromResult(new ScriptedBody(rig.Clock, BodyEnd.Ends, parts).Response()));

        var updates = await rig.FlyAsync(() => ReadAsync(rig));

        Assert.Equal("Hm", string.Concat(updates.Select(update => update.Reasoning)));
        Assert.Equal("Hello", string.Concat(updates.Select(update => update.Content)));
        Assert.Equal(4, updates[^1].Usage!.PromptTokens);
    }

    [Fact]
    public async Task Stream_CallerLeavesTheLoop_ConnectionIsClosed()
    {
        ScriptedBody? body = null;
        using var rig = new ClientRig((rig, _) =>
        {
            body = new ScriptedBody(rig.Clock, BodyEnd.StaysSilent, (TimeSpan.Zero, Text));
            return Task.FromResult(body.Response());
        });

        await rig.FlyAsync(async () =>
        {
            await foreach (var _ in Client(rig).StreamAsync(Request))
            {
                break;
            }

            return true;
        });

        Assert.True(body!.IsClosed);
        Assert.Contains("\"outcome\":\"cancelled\"", Assert.Single(rig.Audit.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_CallerCancelsWhileNothingComes_ConnectionIsClosedAtOnce()
    {
        ScriptedBody? body = null;
        using var rig = new ClientRig((rig, _) =>
        {
            body = new ScriptedBody(rig.Clock, BodyEnd.StaysSilent, (TimeSpan.Zero, Text));
            return Task.FromResult(body.Response());
        });

        await rig.FlyAsync(async () =>
        {
            using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(3), rig.Clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(rig, leaving.Token));
            return true;
        });

        Assert.True(body!.IsClosed);
        Assert.Equal(TimeSpan.FromSeconds(3), rig.Clock.Elapsed);
    }

    private static readonly DeepSeekChatRequest Request = new()
    {
        CallId = "call-1",
        Messages = [new DeepSeekChatMessage("user", "please draw a secret castle")],
    };

    private static DeepSeekChatClient Client(ClientRig rig) => new(new DeepSeekChatOptions { ApiKey = "sk-canary" }, rig.Services);

    private static async Task<List<DeepSeekChatUpdate>> ReadAsync(ClientRig rig, CancellationToken cancellationToken = default)
    {
        List<DeepSeekChatUpdate> updates = [];
        await foreach (var update in Client(rig).StreamAsync(Request, cancellationToken))
        {
            updates.Add(update);
        }

        return updates;
    }

    private static Task<HttpResponseMessage> Answer(ClientRig rig, BodyEnd end, params string[] texts) => Task.FromResult(
        new ScriptedBody(rig.Clock, end, [.. texts.Select(text => (TimeSpan.FromSeconds(1), text))]).Response());
}
