using System.Net;
using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Tests.Calls;

public sealed class CallSenderTests
{
    private static readonly DeepSeekChatRequest Request = new() { Messages = [new DeepSeekChatMessage("user", "canary prompt")], CallId = "c1" };

    [Fact]
    public async Task Refused429Twice_WaitsAsAskedAndThenSucceeds()
    {
        List<TimeSpan> at = [];
        Flyer? flyer = null;
        using var flown = flyer = new Flyer(async (request, _) =>
        {
            at.Add(flyer!.Clock.Elapsed);
            await ScriptedServer.BodyOf(request);
            return at.Count <= 2 ? Replies.Json("{}", HttpStatusCode.TooManyRequests, "7") : Replies.Json(Replies.Completion);
        });

        var completion = await flyer.FlyAsync(() => flyer.Chat().CompleteAsync(Request));

        Assert.Equal("better", completion.Content);
        Assert.Equal(["POST /chat/completions c1 0", "POST /chat/completions c1 1", "POST /chat/completions c1 2"], flyer.Server.Seen);
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8.1)));
    }

    [Theory]
    [InlineData(400, ProviderErrorKind.InvalidRequest)]
    [InlineData(401, ProviderErrorKind.Authentication)]
    [InlineData(402, ProviderErrorKind.InsufficientBalance)]
    [InlineData(404, ProviderErrorKind.NotFound)]
    [InlineData(422, ProviderErrorKind.InvalidRequest)]
    public async Task RefusedForGood_IsNeverTriedAgain(int status, ProviderErrorKind kind)
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Json("""{"error":{"message":"no"}}""", (HttpStatusCode)status)));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Chat().CompleteAsync(Request)));

        Assert.Equal((kind, status, 1), (thrown.Kind, thrown.Status, thrown.Attempts));
        Assert.Single(flyer.Server.Seen);
    }

    [Fact]
    public async Task RetryLimit_CountsRetriesNotAttempts()
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Json("{}", HttpStatusCode.ServiceUnavailable)));

        var thrown = await Assert.ThrowsAsync<ProviderException>(
            () => flyer.FlyAsync(() => flyer.Chat(options => options.RetryLimit = 2).CompleteAsync(Request)));

        Assert.Equal(ProviderErrorKind.Overloaded, thrown.Kind);
        Assert.Equal(3, flyer.Server.Seen.Count);
    }

    [Fact]
    public async Task HintBeyondTheDeadline_FailsAtOnceWithTheHint()
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Json("{}", HttpStatusCode.TooManyRequests, "3600")));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Chat().CompleteAsync(Request)));

        Assert.Equal((ProviderErrorKind.RateLimited, TimeSpan.FromHours(1)), (thrown.Kind, thrown.RetryAfter));
        Assert.True(flyer.Clock.Elapsed < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task NoAnswer_EndsAtTheDeadline()
    {
        using var flyer = new Flyer(async (request, token) =>
        {
            await ScriptedServer.BodyOf(request);
            await new TaskCompletionSource().Task.WaitAsync(token);
            throw new InvalidOperationException("not reached");
        });

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Chat().CompleteAsync(Request)));

        Assert.Equal((ProviderErrorKind.Timeout, CommitState.Unknown), (thrown.Kind, thrown.CommitState));
        Assert.Equal(TimeSpan.FromSeconds(30), flyer.Clock.Elapsed);
    }

    [Fact]
    public async Task ConnectionRefused_PermitIsRefundedAndTheCallTriedAgain()
    {
        var tries = 0;
        using var flyer = new Flyer((_, _) => ++tries < 3
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "refused")
            : Task.FromResult(Replies.Json(Replies.Completion)));

        var client = flyer.Chat(options => options.Limits.Add(new() { Requests = 1, Window = TimeSpan.FromHours(1) }));
        var completion = await flyer.FlyAsync(() => client.CompleteAsync(Request));

        Assert.Equal("better", completion.Content);
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task TooManyFailures_TheCircuitOpensAndNothingIsSent()
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Json("{}", HttpStatusCode.InternalServerError)));
        var client = flyer.Chat(options => options.RetryLimit = 0);

        List<ProviderErrorKind> kinds = [];
        await flyer.FlyAsync(async () =>
        {
            for (var i = 0; i < 12; i++)
            {
                kinds.Add((await Assert.ThrowsAsync<ProviderException>(() => client.CompleteAsync(Request))).Kind);
            }

            return true;
        });

        Assert.Equal(ProviderErrorKind.CircuitOpen, kinds[^1]);
        Assert.Equal(10, flyer.Server.Seen.Count);
    }

    [Fact]
    public async Task CallerCancels_ThatIsWhatComesOut()
    {
        using var giveUp = new CancellationTokenSource();
        using var flyer = new Flyer(async (_, token) =>
        {
            await giveUp.CancelAsync();
            token.ThrowIfCancellationRequested();
            throw new InvalidOperationException("not reached");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => flyer.FlyAsync(() => flyer.Chat().CompleteAsync(Request, giveUp.Token)));

        Assert.Contains("\"outcome\":\"cancelled\"", Assert.Single(flyer.Audit.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuditAndMessages_NeverHoldKeyOrPrompt()
    {
        using var flyer = new Flyer((request, _) => Task.FromResult(
            Replies.Json("""{"error":{"message":"Your api key: ****-key is invalid"}}""", HttpStatusCode.Unauthorized)));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Chat().CompleteAsync(Request)));

        Assert.All(flyer.Audit.Lines.Append(thrown.ToString()), text =>
        {
            Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
            Assert.DoesNotContain("-key is", text, StringComparison.Ordinal);
        });
    }
}
