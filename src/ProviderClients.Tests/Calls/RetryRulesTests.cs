using ProviderClients.Calls;

namespace ProviderClients.Tests.Calls;

public sealed class RetryRulesTests
{
    [Theory]
    [InlineData("Chat", ProviderErrorKind.RateLimited, CommitState.Answered, true)]
    [InlineData("Submit", ProviderErrorKind.RateLimited, CommitState.Answered, true)]
    [InlineData("Submit", ProviderErrorKind.Overloaded, CommitState.Answered, true)]
    [InlineData("Submit", ProviderErrorKind.RateLimited, CommitState.NotSent, false)]
    [InlineData("Chat", ProviderErrorKind.ServerError, CommitState.Answered, true)]
    [InlineData("Submit", ProviderErrorKind.ServerError, CommitState.Answered, false)]
    [InlineData("Poll", ProviderErrorKind.ServerError, CommitState.Answered, true)]
    [InlineData("Submit", ProviderErrorKind.ConnectionLost, CommitState.NotSent, true)]
    [InlineData("Submit", ProviderErrorKind.OutcomeUnknown, CommitState.Unknown, false)]
    [InlineData("Chat", ProviderErrorKind.ConnectionLost, CommitState.Unknown, true)]
    [InlineData("Download", ProviderErrorKind.ConnectionLost, CommitState.Answered, true)]
    [InlineData("Submit", ProviderErrorKind.MalformedResponse, CommitState.Answered, false)]
    [InlineData("Poll", ProviderErrorKind.MalformedResponse, CommitState.Answered, true)]
    [InlineData("Chat", ProviderErrorKind.EmptyAnswer, CommitState.Answered, true)]
    [InlineData("Submit", ProviderErrorKind.EmptyAnswer, CommitState.Answered, false)]
    [InlineData("Chat", ProviderErrorKind.StreamInterrupted, CommitState.Answered, false)]
    [InlineData("Chat", ProviderErrorKind.Authentication, CommitState.Answered, false)]
    [InlineData("Submit", ProviderErrorKind.InvalidRequest, CommitState.Answered, false)]
    [InlineData("Submit", ProviderErrorKind.Moderated, CommitState.Answered, false)]
    [InlineData("Submit", ProviderErrorKind.InsufficientBalance, CommitState.Answered, false)]
    public void Decide_FirstAttempt_AsTheTableSays(string kind, ProviderErrorKind error, CommitState commit, bool expected)
    {
        var decision = RetryRules.Decide(Failure(error, commit), Situation(Enum.Parse<OperationKind>(kind), 0));

        Assert.Equal(expected, decision.Retry);
        Assert.NotEmpty(decision.Why);
    }

    [Theory]
    [InlineData(ProviderErrorKind.ConnectionLost, CommitState.Unknown)]
    [InlineData(ProviderErrorKind.EmptyAnswer, CommitState.Answered)]
    public void Decide_TextLostTwice_IsNotPaidForAThirdTime(ProviderErrorKind kind, CommitState commit)
    {
        var failure = Failure(kind, commit);

        Assert.False(RetryRules.Decide(failure, Situation(OperationKind.Chat, 1)).Retry);
    }

    [Fact]
    public void Decide_ProviderThatPromisesNothingWasDone_SubmitsAgainAfter500()
    {
        var promising = new Operation("d", "o", OperationKind.Submit) { ServerErrorMeansNothingDone = true };

        var decision = RetryRules.Decide(
            Failure(ProviderErrorKind.ServerError, CommitState.Answered), Situation(OperationKind.Submit, 0) with { Operation = promising });

        Assert.True(decision.Retry);
    }

    [Fact]
    public void Decide_LastRetryUsed_GivesUp() =>
        Assert.False(RetryRules.Decide(Failure(ProviderErrorKind.Overloaded, CommitState.Answered), Situation(OperationKind.Chat, 3)).Retry);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Backoff_WithAHint_OnlyEverAddsToIt(double jitter)
    {
        var hinted = Failure(ProviderErrorKind.RateLimited, CommitState.Answered) with { RetryAfter = TimeSpan.FromSeconds(5) };

        Assert.InRange(Backoff.For(hinted, 0, jitter), TimeSpan.FromSeconds(5.01), TimeSpan.FromSeconds(6));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 32)]
    [InlineData(9, 60)]
    public void Backoff_WithoutAHint_DoublesUpToItsCeiling(int attempt, int ceilingSeconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(ceilingSeconds),
            Backoff.For(Failure(ProviderErrorKind.RateLimited, CommitState.Answered), attempt, 1));

    private static CallFailure Failure(ProviderErrorKind kind, CommitState commit) => new(kind, "planted") { CommitState = commit };

    private static RetryRules.Situation Situation(OperationKind kind, int attempt) =>
        new(new Operation("d", "o", kind), attempt, 3, TimeSpan.FromHours(1), 0.5);
}
