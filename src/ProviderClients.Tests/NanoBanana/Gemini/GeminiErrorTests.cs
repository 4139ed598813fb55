using ProviderClients.NanoBanana.Gemini;

namespace ProviderClients.Tests.NanoBanana.Gemini;

/// <summary>Every refusal is understood as what it is, and tried again only where that can help.</summary>
public sealed class GeminiErrorTests
{
    private const string InvalidKey =
        """{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}},{"@type":"type.googleapis.com/google.rpc.LocalizedMessage","locale":"en-US","message":"API key not valid. Please pass a valid API key."}]}}""";

    [Theory]
    [InlineData(400, InvalidKey, ProviderErrorKind.Authentication, 1)]
    [InlineData(400, """{"error":{"code":400,"message":"Request contains an invalid argument.","status":"INVALID_ARGUMENT"}}""", ProviderErrorKind.InvalidRequest, 1)]
    [InlineData(400, """{"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}}""", ProviderErrorKind.InvalidRequest, 1)]
    [InlineData(400, """{"error":{"code":400,"message":"Image part is missing a thought_signature in content position 2, part position 1.","status":"INVALID_ARGUMENT"}}""", ProviderErrorKind.InvalidRequest, 1)]
    [InlineData(401, """{"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED"}}""", ProviderErrorKind.Authentication, 1)]
    [InlineData(403, """{"error":{"code":403,"message":"Method doesn't allow unregistered callers.","status":"PERMISSION_DENIED"}}""", ProviderErrorKind.Authentication, 1)]
    [InlineData(404, """{"error":{"code":404,"message":"models/x is not found for API version v1beta","status":"NOT_FOUND"}}""", ProviderErrorKind.NotFound, 1)]
    [InlineData(499, """{"error":{"code":499,"message":"The operation was cancelled.","status":"CANCELLED"}}""", ProviderErrorKind.InvalidRequest, 1)]
    [InlineData(408, """{"error":{"code":408,"message":"late","status":"DEADLINE_EXCEEDED"}}""", ProviderErrorKind.Timeout, 3)]
    [InlineData(429, """{"error":{"code":429,"message":"Resource has been exhausted (e.g. check quota).","status":"RESOURCE_EXHAUSTED"}}""", ProviderErrorKind.RateLimited, 3)]
    [InlineData(500, """{"error":{"code":500,"message":"Internal error encountered.","status":"INTERNAL"}}""", ProviderErrorKind.ServerError, 3)]
    [InlineData(503, """{"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}}""", ProviderErrorKind.Overloaded, 3)]
    [InlineData(504, """{"error":{"code":504,"message":"Deadline expired before operation could complete.","status":"DEADLINE_EXCEEDED"}}""", ProviderErrorKind.ServerError, 3)]
    [InlineData(502, "<html>Bad Gateway</html>", ProviderErrorKind.ServerError, 1)]
    [InlineData(504, "<html>Gateway Timeout</html>", ProviderErrorKind.ServerError, 1)]
    [InlineData(503, "<html>Service Unavailable</html>", ProviderErrorKind.Overloaded, 3)]
    [InlineData(200, """{"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}}""", ProviderErrorKind.Overloaded, 3)]
    [InlineData(200, """[{"error":{"code":400,"message":"Request contains an invalid argument.","status":"INVALID_ARGUMENT"}}]""", ProviderErrorKind.InvalidRequest, 1)]
    public async Task Refusal_IsItsKindAndTriedAgainAsAdvised(int status, string body, ProviderErrorKind kind, int attempts)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(status, body));

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request));

        Assert.Equal((kind, attempts, attempts), (failure.Kind, failure.Attempts, rig.Seen.Count));
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_OfAField_NamesIt()
    {
        const string Body = """{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"size\": Cannot find field.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"generation_config","description":"Unknown name \"size\""},{"description":"another"}]}]}}""";
        using var rig = new ClientRig((_, _) => ClientRig.Json(400, Body));

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request));

        var details = Assert.IsType<NanoBananaGeminiErrorDetails>(failure.Details);
        Assert.Equal(
            [new NanoBananaFieldViolation("generation_config", "Unknown name \"size\""), new NanoBananaFieldViolation(null, "another")], details.Fields);
        Assert.Equal("INVALID_ARGUMENT", details.Status);
    }

    [Fact]
    public async Task Refusal_OfTheKey_GivesItsReasonAndNotTheKey()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(400, InvalidKey));

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request));

        var details = Assert.IsType<NanoBananaGeminiErrorDetails>(failure.Details);
        Assert.Equal(("API_KEY_INVALID", "googleapis.com"), (details.Reason, details.Domain));
        Assert.Equal("generativelanguage.googleapis.com", details.Metadata["service"]);
        Assert.Equal("NanoBanana/Gemini: HTTP 400: the provider does not accept this key", failure.Message);
    }

    [Fact]
    public async Task Key_StandsInNoAddressAndNoAuditLine()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, GeminiReplies.Parts(GeminiReplies.Image())));

        await rig.FlyAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request));

        Assert.DoesNotContain("canary", rig.Seen[0].Url.AbsoluteUri + rig.Seen[0].Body + string.Concat(rig.Audit.Lines), StringComparison.Ordinal);
    }
}
