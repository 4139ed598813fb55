using Emulator.Jobs;

namespace Emulator.Flux.Bfl;

/// <summary>What a task is called, word for word as the provider does.</summary>
internal static class BflStatus
{
    public static string Of(Job<BflTask> job, BflRules rules, DateTimeOffset now)
    {
        var words = rules.Section.Statuses;
        return job.StateAt(now) switch
        {
            JobState.Ready or JobState.Expired => "Ready",
            JobState.Queued => words.Queued.ToString(),
            JobState.Failed => OfFailure(job.Work.Outcome, words),
            _ => words.Running.ToString(),
        };
    }

    private static string OfFailure(BflOutcome outcome, BflStatusSection words) => outcome switch
    {
        BflOutcome.RequestModerated => "Request Moderated",
        BflOutcome.ContentModerated => "Content Moderated",
        _ => words.Failed.ToString(),
    };
}
