using Emulator.Exchanges;
using Emulator.Scenarios;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>What an account may submit where the scenario says nothing: the published rule of a sister API, as this one publishes none.</summary>
internal static class TaskApiLimits
{
    public static IReadOnlyList<LimitSection> Default { get; } =
    [
        new LimitSection
        {
            Name = "new tasks in 10 s",
            Requests = 20,
            Window = TimeSpan.FromSeconds(10),
            Per = [SubjectPart.Account],
            Kinds = [OperationKind.Submit],
        },
    ];
}
