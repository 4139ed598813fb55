using System.Net;
using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Tests.DeepSeek.Chat;

/// <summary>Every way in which the provider says no, or says nothing.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(400, """{"error":{"message":"This response_format type is unavailable now (request_id: 5b)","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}""", ProviderErrorKind.InvalidRequest, "This response_format type is unavailable now (request_id: 5b)")]
    [InlineData(422, """{"error":{"message":"Failed to deserialize","type":"invalid_request_error"}}""", ProviderErrorKind.InvalidRequest, "Failed to deserialize")]
    [InlineData(400, """{"error":{"message":"Content Exists Risk","type":"invalid_request_error"}}""", ProviderErrorKind.Moderated, "Content Exists Risk")]
    [InlineData(400, """{"error":{"message":"The supported API model names are deepseek-flash, deepseek-v4-pro, but you passed x. (request_id: 5b)"}}""", ProviderErrorKind.NotFound, "deepseek-v4-pro")]
    [InlineData(400, """{"error":{"message":"Model Not Exist"}}""", ProviderErrorKind.NotFound, "Model Not Exist")]
    [InlineData(401, """{"error":{"message":"Authentication Fails, Your api key: ****nary is invalid","type":"authentication_error"}}""", ProviderErrorKind.Authentication, "does not accept this key")]
    [InlineData(401, "Authentication Fails (governor)", ProviderErrorKind.Authentication, "does not accept this key")]
    [InlineData(402, """{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}""", ProviderErrorKind.InsufficientBalance, "Insufficient Balance")]
    [InlineData(429, """{"error":{"message":"Rate limit reached for TPM"}}""", ProviderErrorKind.RateLimited, "Rate limit reached for TPM")]
    [InlineData(500, "", ProviderErrorKind.ServerError, "HTTP 500")]
    [InlineData(503, """{"error":{"message":"Service is too busy.","type":"service_unavailable_error","param":null,"code":"service_unavailable_error"}}""", ProviderErrorKind.Overloaded, "Service is too busy.")]
    [InlineData(504, "<html><body><h1>504 Gateway Time-out</h1></body></html>", ProviderErrorKind.ServerError, "HTTP 504")]
    public async Task Refusal_OfEveryKind_IsNamedInTheProvidersWords(int status, string body, ProviderErrorKind kind, string words)
    {
        using var rig = new ClientRig((_, _) => Task.FromResult(Refused(status, body)));

        var failure = await rig.FailAsync(() => Client(rig, 0).CompleteAsync(Request));

        Assert.Equal((kind, status), (failure.Kind, failure.Status));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nary", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\"settledMicroUsd\":" + "0,", rig.Audit.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task Stream_RefusalThatIsNotAStream_IsTheSame(int status)
    {
        using var rig = new ClientRig((_, _) => Task.FromResult(Refused(status, """{"error":{"message":"This will not do"}}""")));

        var failure = await rig.FailAsync(() => DrainAsync(rig));

        Assert.Equal(status == 400 ? ProviderErrorKind.InvalidRequest : ProviderErrorKind.Authentication, failure.Kind);
        Assert.Single(rig.Seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n\n")]
    [InlineData(" \r\n\t ")]
    public async Task EmptySuccess_IsAKindOfItsOwnAndAskedAgainOnce(string body)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, body));

        var failure = await rig.FailAsync(() => Client(rig, 3).CompleteAsync(Request));

        Assert.Equal((ProviderErrorKind.EmptyAnswer, 2), (failure.Kind, rig.Seen.Count));
        Assert.All(rig.Audit.Lines, line => Assert.Contains("\"settledMicroUsd\":null,", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData(": keep-alive\n\n: keep-alive\n\n")]
    public async Task EmptyStream_IsAKindOfItsOwnAndAskedAgainOnce(string body)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, body));

        var failure = await rig.FailAsync(() => DrainAsync(rig));

        Assert.Equal((ProviderErrorKind.EmptyAnswer, 2), (failure.Kind, rig.Seen.Count));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\n\nbusy")]
    [InlineData(": keep-alive\n\ndata: [DONE]\n\n")]
    public async Task StreamThatIsNone_IsMalformedAndNotEmpty(string body)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, body));

        var failure = await rig.FailAsync(() => DrainAsync(rig));

        Assert.Equal(ProviderErrorKind.MalformedResponse, failure.Kind);
    }

    [Theory]
    [InlineData("service_unavailable_error", ProviderErrorKind.Overloaded)]
    [InlineData("rate_limit_error", ProviderErrorKind.RateLimited)]
    [InlineData("invalid_request_error", ProviderErrorKind.InvalidRequest)]
    [InlineData("server_error", ProviderErrorKind.ServerError)]
    public async Task ErrorInASuccess_IsTheErrorThatItNames(string type, ProviderErrorKind kind)
    {
        var error = $$$"""{"error":{"message":"The engine stopped","type":"{{{type}}}","param":null,"code":null}}""";
        using var whole = new ClientRig((_, _) => ClientRig.Json(200, error));
        using var streamed = new ClientRig((_, _) => ClientRig.Json(200, $"data: {error}\n\n"));

        var first = await whole.FailAsync(() => Client(whole, 0).CompleteAsync(Request));
        var second = await streamed.FailAsync(() => DrainAsync(streamed, 0));

        Assert.Equal([kind, kind], [first.Kind, second.Kind]);
        Assert.Contains("The engine stopped", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorInMidStream_IsAnInterruptionInTheProvidersWords()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(
            200,
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hal\"},\"finish_reason\":null}]}\n\n"
            + "data: {\"error\":{\"message\":\"The engine stopped\",\"type\":\"server_error\"}}\n\n"));

        var failure = await rig.FailAsync(() => DrainAsync(rig));

        Assert.Equal(ProviderErrorKind.StreamInterrupted, failure.Kind);
        Assert.Contains("The engine stopped", failure.Message, StringComparison.Ordinal);
        Assert.Single(rig.Seen);
    }

    private static readonly DeepSeekChatRequest Request = new() { Messages = [new DeepSeekChatMessage("user", "When?")] };

    private static HttpResponseMessage Refused(int status, string body)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        response.Content.Headers.ContentType = status == 400 ? new("application/octet-stream") : null;
        return response;
    }

    private static DeepSeekChatClient Client(ClientRig rig, int retryLimit) =>
        new(new DeepSeekChatOptions { ApiKey = "sk-canary", RetryLimit = retryLimit }, rig.Services);

    private static async Task DrainAsync(ClientRig rig, int retryLimit = 3)
    {
        await foreach (var _ in Client(rig, retryLimit).StreamAsync(Request))
        {
            // What comes before the failure does not matter here.
        }
    }
}
