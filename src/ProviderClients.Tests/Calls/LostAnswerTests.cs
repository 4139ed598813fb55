using System.Text.Json;
using ProviderClients.DeepSeek.Chat;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Native;

namespace ProviderClients.Tests.Calls;

/// <summary>What an attempt is worth whose answer was lost in part or whole.</summary>
public sealed class LostAnswerTests
{
    private static readonly NanoBananaImageRequest Request = new() { Prompt = "a fox", CallId = "fox" };

    [Theory]
    [InlineData(429, ProviderErrorKind.RateLimited, 3)]
    [InlineData(503, ProviderErrorKind.Overloaded, 3)]
    [InlineData(401, ProviderErrorKind.Authentication, 1)]
    [InlineData(422, ProviderErrorKind.InvalidRequest, 1)]
    public async Task Submit_RefusalBreaksOffInItsBody_IsStillThatRefusal(int status, ProviderErrorKind kind, int requests)
    {
        using var rig = new ClientRig((rig, _) => Broken(rig, status));

        var failure = await rig.FailAsync(() => Client(rig).SubmitAsync(Request));

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(CommitState.Answered, failure.CommitState);
        Assert.Equal(requests, rig.Seen.Count);
    }

    [Fact]
    public async Task Submit_AcceptedAndBrokenOffInItsBody_IsUnknownAndNeverRepeated()
    {
        using var rig = new ClientRig((rig, _) => Broken(rig, 202));

        var failure = await rig.FailAsync(() => Client(rig).SubmitAsync(Request));

        Assert.Equal(ProviderErrorKind.OutcomeUnknown, failure.Kind);
        Assert.Single(rig.Seen);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, ProviderErrorKind.OutcomeUnknown)]
    [InlineData(HttpRequestError.ResponseEnded, ProviderErrorKind.OutcomeUnknown)]
    public async Task Submit_BodyWentOutAndNoAnswerCame_IsUnknownWhateverTheException(HttpRequestError error, ProviderErrorKind kind)
    {
        using var rig = new ClientRig((_, _) => throw new HttpRequestException(error, "broken"));

        var failure = await rig.FailAsync(() => Client(rig).SubmitAsync(Request));

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(CommitState.Unknown, failure.CommitState);
        Assert.Single(rig.Seen);
    }

    [Fact]
    public async Task Body_ShorterThanAnnounced_IsNotTakenForTheWhole()
    {
        using var rig = new ClientRig((_, _) => Announced(400, """{"data":[]}"""));
        var client = new DeepSeekChatClient(new DeepSeekChatOptions { ApiKey = "sk-canary", RetryLimit = 0 }, rig.Services);

        var failure = await rig.FailAsync(() => client.ListModelsAsync());

        Assert.Equal(ProviderErrorKind.ConnectionLost, failure.Kind);
    }

    [Fact]
    public async Task Poll_CallerCancelsWhileItIsUnderWay_TheAuditSaysThatItWasSent()
    {
        using var rig = new ClientRig(async (rig, _) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(30), rig.Clock);
            return new HttpResponseMessage();
        });

        await rig.FlyAsync(async () =>
        {
            using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(2), rig.Clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client(rig).GetJobAsync("job_1", leaving.Token));
            return true;
        });

        using var line = JsonDocument.Parse(Assert.Single(rig.Audit.Lines));
        Assert.Equal("cancelled", line.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Number, line.RootElement.GetProperty("committedNs").ValueKind);
        Assert.Equal("job_1", line.RootElement.GetProperty("job").GetString());
    }

    [Fact]
    public void Clients_SameKeyOtherLimits_AreRefused()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, "{}"));
        _ = Client(rig);
        var other = new NanoBananaNativeOptions { ApiKey = "nb-canary", Concurrency = 3 };

        var failure = Assert.Throws<InvalidOperationException>(() => new NanoBananaNativeClient(other, rig.Services));

        Assert.Contains("share one limiter", failure.Message, StringComparison.Ordinal);
    }

    private static NanoBananaNativeClient Client(ClientRig rig) =>
        new(new NanoBananaNativeOptions { ApiKey = "nb-canary" }, rig.Services);

    private static Task<HttpResponseMessage> Announced(long length, string body)
    {
        var response = new HttpResponseMessage { Content = new StringContent(body) };
        response.Content.Headers.ContentLength = length;
        return Task.FromResult(response);
    }

    private static Task<HttpResponseMessage> Broken(ClientRig rig, int status)
    {
        var response = new ScriptedBody(rig.Clock, BodyEnd.Breaks, (TimeSpan.Zero, "{\"jobId\":\"jo")).Response();
        response.StatusCode = (System.Net.HttpStatusCode)status;
        return Task.FromResult(response);
    }
}
