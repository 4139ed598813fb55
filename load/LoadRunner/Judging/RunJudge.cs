using LoadRunner.Running;

namespace LoadRunner.Judging;

/// <summary>Has the auditor judge a run, and words its verdict for the report.</summary>
internal static class RunJudge
{
    public static Judgement Judge(LoadScenario scenario, RunEvidence evidence) =>
        Judgement.Impossible($"{scenario.Document.Name} cannot be judged from {evidence.Journal}: the auditor is not there yet");
}
