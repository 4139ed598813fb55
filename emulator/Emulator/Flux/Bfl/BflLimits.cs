using Emulator.Scenarios;

namespace Emulator.Flux.Bfl;

/// <summary>How many tasks an account may have unfinished where the scenario says nothing.</summary>
internal static class BflLimits
{
    public static IReadOnlyList<LimitSection> Default { get; } =
    [
        new LimitSection { Name = "active tasks", ActiveJobs = 24, Per = [SubjectPart.Account] },
        new LimitSection { Name = "active tasks of flux-kontext-max", ActiveJobs = 6, Per = [SubjectPart.Account], Models = ["flux-kontext-max"] },
    ];
}
