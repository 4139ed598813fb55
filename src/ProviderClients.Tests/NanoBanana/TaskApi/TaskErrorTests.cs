using ProviderClients.NanoBanana.TaskApi;

namespace ProviderClients.Tests.NanoBanana.TaskApi;

/// <summary>A code means the same as HTTP status and in the body of a 200; a submit that may have been taken is never repeated.</summary>
public sealed class TaskErrorTests
{
    [Theory]
    [InlineData(400, "Parameter error", ProviderErrorKind.InvalidRequest, 1)]
    [InlineData(400, "Your prompt has been flagged for violating content policy", ProviderErrorKind.Moderated, 1)]
    [InlineData(401, "You do not have access permissions", ProviderErrorKind.Authentication, 1)]
    [InlineData(402, "Insufficient credits", ProviderErrorKind.InsufficientBalance, 1)]
    [InlineData(404, "Not found", ProviderErrorKind.NotFound, 1)]
    [InlineData(422, "Validation error", ProviderErrorKind.InvalidRequest, 1)]
    [InlineData(429, "Too many requests", ProviderErrorKind.RateLimited, 3)]
    [InlineData(455, "Maintenance", ProviderErrorKind.Overloaded, 3)]
    [InlineData(500, "Server exception, please check the parameters and try again", ProviderErrorKind.ServerError, 1)]
    [InlineData(501, "Generation failed", ProviderErrorKind.JobFailed, 1)]
    [InlineData(505, "Feature disabled", ProviderErrorKind.InvalidRequest, 1)]
    public async Task Refusal_AsStatusOrInTheBody_IsTheSame(int code, string words, ProviderErrorKind kind, int attempts)
    {
        foreach (var (status, name) in new[] { (code, "msg"), (200, "msg"), (200, "message") })
        {
            using var rig = new ClientRig((_, _) => ClientRig.Json(status, $$"""{"code":{{code}},"{{name}}":"{{words}}","data":null}"""));

            var failure = await rig.FailAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request));

            Assert.Equal((kind, attempts, new NanoBananaTaskApiErrorDetails(code, words)), (failure.Kind, rig.Seen.Count, failure.Details));
            Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"code":200,"message":"success","data":{"taskId":"9e4286b7b27960dfeb8e1d279b50b28d"}}""")]
    [InlineData("""{"code":200,"msg":"success","message":"success","data":{"taskId":"9e4286b7b27960dfeb8e1d279b50b28d"}}""")]
    public async Task Submit_AnyOfTheSuccesses_IsUnderstood(string body)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, body));

        Assert.Equal(TaskReplies.TaskId, await rig.FlyAsync(() => TaskReplies.Client(rig).SubmitAsync(TaskReplies.Request)));
        Assert.Contains("\"settledMicroUsd\":40000", Assert.Single(rig.Audit.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":200,"msg":"success","data":null}""")]
    [InlineData("""{"code":200,"msg":"success","data":{"taskId":""}}""")]
    [InlineData("""{"code":200,"msg":"succ""")]
    [InlineData("")]
    public async Task Submit_AnswerIsUnreadable_IsNotSentAgain(string body)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, body));

        var failure = await rig.FailAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request));

        Assert.Equal((ProviderErrorKind.MalformedResponse, 1), (failure.Kind, rig.Seen.Count));
    }

    [Fact]
    public async Task Submit_IsLostAfterItWasSent_TheOutcomeIsUnknownAndItIsNotSentAgain()
    {
        using var rig = new ClientRig((_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));

        var failure = await rig.FailAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request));

        Assert.Equal((ProviderErrorKind.OutcomeUnknown, CommitState.Unknown, 1), (failure.Kind, failure.CommitState, rig.Seen.Count));
    }
}
