using ProviderClients.Configuration;
using ProviderClients.NanoBanana.Gemini;

namespace ProviderClients.Tests.NanoBanana.Gemini;

/// <summary>A 429 of Google's is read with all that it says; where it lies about the wait, it is not believed.</summary>
public sealed class GeminiQuotaTests
{
    private const string Metric = "generativelanguage.googleapis.com/generate_requests_per_model";
    private const string FreeMetric = "generativelanguage.googleapis.com/generate_content_free_tier_requests";

    [Fact]
    public async Task Minute_WaitIsTheLongerOfDetailAndProseAndHoldsForEveryCallOfTheKey()
    {
        var body = Body("16s", "16.34553186s", (Metric, "GenerateRequestsPerMinutePerProjectPerModel", 10));
        using var rig = new ClientRig((_, request) => request.Number == 0 ? ClientRig.Json(429, body) : ClientRig.Json(200, GeminiReplies.Parts(GeminiReplies.Image())));
        var client = GeminiReplies.Client(rig, options => options.Limits.Add(new RateOptions { Requests = 100, Window = TimeSpan.FromMinutes(1) }));

        await rig.FlyAsync(async () =>
        {
            var first = client.GenerateAsync(GeminiReplies.Request);
            await Task.Delay(TimeSpan.FromSeconds(1), rig.Clock);
            await client.GenerateAsync(GeminiReplies.Request with { CallId = "other" });
            Assert.True(rig.Clock.Elapsed >= TimeSpan.FromSeconds(16.34553186), $"the other call went out at {rig.Clock.Elapsed}");
            return await first;
        });

        Assert.Equal(3, rig.Seen.Count);
    }

    [Fact]
    public async Task Minute_NoTimeLeft_GivesUpWithTheWaitAndAllTheDetails()
    {
        var body = Body("34.4s", null, (Metric, "GenerateRequestsPerMinutePerProjectPerModel", 10));
        using var rig = new ClientRig((_, _) => ClientRig.Json(429, body));

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig, options => options.Timeout = options.AttemptTimeout = TimeSpan.FromSeconds(20))
            .GenerateAsync(GeminiReplies.Request));

        Assert.Equal((ProviderErrorKind.RateLimited, TimeSpan.FromSeconds(34.4), 1), (failure.Kind, failure.RetryAfter, rig.Seen.Count));
        Assert.Equal("NanoBanana/Gemini: HTTP 429: GenerateRequestsPerMinutePerProjectPerModel allows 10", failure.Message);
        var details = Assert.IsType<NanoBananaGeminiErrorDetails>(failure.Details);
        Assert.Equal(TimeSpan.FromSeconds(34.4), details.RetryDelay);
        Assert.Equal(("RESOURCE_EXHAUSTED", false, false), (details.Status, details.IsPermanent, details.IsForTheDay));
        var quota = Assert.Single(details.Quotas);
        Assert.Equal((Metric, 10L, "gemini-2.5-flash-preview-image", "global"), (quota.Metric, quota.Limit, quota.Dimensions["model"], quota.Dimensions["location"]));
        Assert.Equal(
            new NanoBananaHelpLink("Learn more about Gemini API quotas", new Uri("https://ai.google.dev/gemini-api/docs/rate-limits")),
            Assert.Single(details.Links));
    }

    [Fact]
    public async Task Zero_NeverClears_IsNotTriedAgainAndPromisesNoWait()
    {
        var body = Body(
            "16s",
            "16.34553186s",
            (FreeMetric, "GenerateRequestsPerMinutePerProjectPerModel-FreeTier", 0),
            (FreeMetric, "GenerateRequestsPerDayPerProjectPerModel-FreeTier", 0));
        using var rig = new ClientRig((_, _) => ClientRig.Json(429, body));

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request));

        Assert.Equal((ProviderErrorKind.RateLimited, null, 1), (failure.Kind, failure.RetryAfter, rig.Seen.Count));
        Assert.True(Assert.IsType<NanoBananaGeminiErrorDetails>(failure.Details).IsPermanent);
        Assert.StartsWith("NanoBanana/Gemini: HTTP 429: the quota is 0: this project cannot use the model", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Day_LiesAboutItsDelay_IsNotTriedAgainWithinTheCall()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(429, Body("16s", "16.3s", (Metric + "_per_day", "GenerateRequestsPerDayPerProjectPerModel", 250))));

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request));

        Assert.Equal((ProviderErrorKind.RateLimited, null, 1), (failure.Kind, failure.RetryAfter, rig.Seen.Count));
        var details = Assert.IsType<NanoBananaGeminiErrorDetails>(failure.Details);
        Assert.Equal((true, TimeSpan.FromSeconds(16.3)), (details.IsForTheDay, details.RetryDelay));
    }

    [Theory]
    [InlineData("""[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"2s"},"odd",{"@type":7},{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":null}]""", 2.0)]
    [InlineData("""[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"soon"}]""", null)]
    [InlineData("""[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"99999999999999999s"}]""", 2678400.0)]
    [InlineData("""{"not":"a list"}""", null)]
    public async Task Details_ThatAreOdd_DoNotHideTheOthers(string details, double? seconds)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(429, $$$"""{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED","details":{{{details}}}}}"""));

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig, options => options.RetryLimit = 0).GenerateAsync(GeminiReplies.Request));

        Assert.Equal(seconds, Assert.IsType<NanoBananaGeminiErrorDetails>(failure.Details).RetryDelay?.TotalSeconds);
    }

    [Theory]
    [InlineData("60", "2s", 60)]
    [InlineData("1", "30s", 30)]
    public async Task Wait_InHeaderAndBody_TheLongerHolds(string header, string delay, int seconds)
    {
        using var rig = new ClientRig((_, _) =>
        {
            var body = Body(delay, null, (Metric, "GenerateRequestsPerMinutePerProjectPerModel", 10));
            return Task.FromResult(Replies.Json(body, System.Net.HttpStatusCode.TooManyRequests, header));
        });

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig, options => options.RetryLimit = 0).GenerateAsync(GeminiReplies.Request));

        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.RetryAfter);
    }

    private static string Body(string delay, string? prose, params (string Metric, string Id, int Limit)[] quotas)
    {
        var lines = string.Concat(quotas.Select(quota => $"\\n* Quota exceeded for metric: {quota.Metric}, limit: {quota.Limit}, model: gemini-2.5-flash-preview-image"));
        var violations = string.Join(',', quotas.Select(quota =>
            $$$"""{"quotaMetric":"{{{quota.Metric}}}","quotaId":"{{{quota.Id}}}","quotaDimensions":{"location":"global","model":"gemini-2.5-flash-preview-image"}}"""));
        var retry = prose is null ? "" : $"\\nPlease retry in {prose}.";
        return $$$"""{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details. {{{lines}}}{{{retry}}}","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.Help","links":[{"description":"Learn more about Gemini API quotas","url":"https://ai.google.dev/gemini-api/docs/rate-limits"}]},{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{{{violations}}}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"{{{delay}}}"}]}}""";
    }
}
