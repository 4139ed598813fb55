using Emulator.Chance;
using Emulator.Scenarios;

namespace Emulator.Faults;

/// <summary>Makes the fault that a rule asks for, with the draws of the request that it hits.</summary>
internal static class FaultMaker
{
    private const int DefaultRefusal = StatusCodes.Status503ServiceUnavailable;

    /// <param name="rule">What is asked for.</param>
    /// <param name="reason">Why it happens.</param>
    /// <param name="drawSeed">Decides whatever the rule leaves open.</param>
    public static Fault Of(FaultSection rule, string reason, ulong drawSeed) => rule.Fault switch
    {
        FaultKind.Refuse => new RefuseFault(rule.Status ?? DefaultRefusal, rule.RetryAfter, rule.RetryAfterForm, reason),
        FaultKind.GatewayPage => new GatewayPageFault(rule.Status ?? GatewayPageFault.DefaultStatus, reason),
        FaultKind.Delay => new DelayFault(DelayOf(rule, drawSeed) ?? TimeSpan.Zero, reason),
        FaultKind.Unreachable => new UnreachableFault(reason),
        FaultKind.Close => new CloseFault(PhaseOf(rule), rule.AfterBytes, reason),
        FaultKind.Reset => new ResetFault(PhaseOf(rule), rule.AfterBytes, reason),
        FaultKind.Stall => new StallFault(PhaseOf(rule), rule.AfterBytes, DelayOf(rule, drawSeed), reason),
        FaultKind.SlowBody => new SlowBodyFault(rule.BytesPerSecond!.Value, reason),
        FaultKind.EmptyBody => new EmptyBodyFault(rule.Lines ?? 0, reason),
        FaultKind.WrongBody => new WrongBodyFault(rule.Body ?? WrongBodyFault.DefaultBody, rule.ContentType, reason),
        FaultKind.EditJson => new EditJsonFault(rule.Set ?? EditJsonFault.NothingToSet, rule.Remove ?? [], reason),
        FaultKind.Garble => new GarbleFault(reason),
        FaultKind.Truncate => new TruncateFault(rule.AfterBytes, reason),
        FaultKind.BlankLines => new BlankLinesFault(rule.Lines ?? 1, reason),
        FaultKind.ContentType => new ContentTypeFault(rule.ContentType!, reason),
        FaultKind.ContentLength => new ContentLengthFault(rule.ByBytes!.Value, reason),
        FaultKind.Headers => new HeadersFault(rule.Headers!, reason),
        FaultKind.RateHeaders => new RateHeadersFault(rule.RetryAfter, reason),
        FaultKind.BrokenFrame => new BrokenFrameFault(rule.Frame, reason),
        FaultKind.DuplicateFrame => new DuplicateFrameFault(rule.Frame, reason),
        FaultKind.ErrorEvent => new ErrorEventFault(rule.Status ?? 500, rule.Frame, reason),
        FaultKind.MissingEnd => new MissingEndFault(reason),
        FaultKind.WrongImageType => new WrongImageTypeFault(rule.ContentType, reason),
        FaultKind.TruncateImage => new TruncateImageFault(rule.AfterBytes, reason),
        FaultKind.ExpiredUrl => new ExpiredUrlFault(reason),
        FaultKind.MissingUrl => new MissingUrlFault(reason),
        FaultKind.StuckJob => new StuckJobFault(reason),
        FaultKind.FailedJob => new FailedJobFault(reason),
        FaultKind.ModeratedJob => new ModeratedJobFault(reason),
        _ => CallbackFault.Of(rule, DelayOf(rule, drawSeed), reason),
    };

    private static BreakPhase PhaseOf(FaultSection rule) => rule.Phase ?? BreakPhase.MidStream;

    private static TimeSpan? DelayOf(FaultSection rule, ulong drawSeed) => rule.Delay?.At(Seed.For(drawSeed, "length"));
}
