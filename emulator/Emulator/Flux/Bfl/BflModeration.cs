using Emulator.Exchanges;
using Emulator.Flux.Bfl.Requests;
using Emulator.Jobs;

namespace Emulator.Flux.Bfl;

/// <summary>Decides at the submit how a task will end, and why.</summary>
internal static class BflModeration
{
    public static (BflOutcome Outcome, IReadOnlyList<string> Reasons) OutcomeOf(Exchange exchange, BflRequest request)
    {
        var section = BflRules.Of(exchange).Section.Moderation;
        return exchange.FateOf(request.Prompt) switch
        {
            JobFate.Moderated => (Of(section.Stage), section.Reasons),
            JobFate.Failed => (BflOutcome.Error, []),
            _ when section.Rules.FirstOrDefault(rule => rule.Flags(request.Prompt, request.SafetyTolerance)) is { } rule =>
                (Of(rule.Stage), rule.Reasons ?? section.Reasons),
            _ when request.Inputs.Problem is not null => (BflOutcome.Error, []),
            _ => (BflOutcome.Ready, []),
        };
    }

    private static BflOutcome Of(BflModerationStage stage) =>
        stage is BflModerationStage.Content ? BflOutcome.ContentModerated : BflOutcome.RequestModerated;
}
