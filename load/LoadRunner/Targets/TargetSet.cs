using LoadRunner.Scenarios;

namespace LoadRunner.Targets;

/// <summary>The targets of one phase and what they hold open.</summary>
internal sealed class TargetSet(IReadOnlyList<ICallTarget> targets, IReadOnlyList<IDisposable> held) : IDisposable
{
    public IReadOnlyList<ICallTarget> Targets { get; } = targets;

    /// <summary>Makes the targets that the scenario asks for.</summary>
    public static TargetSet For(LoadSection load, Uri emulator, string? auditFile) =>
        Plain(load, emulator, auditFile is null ? "warm-up" : "load");

    /// <summary>Targets that send bare requests.</summary>
    public static TargetSet Plain(LoadSection load, Uri emulator, string phase)
    {
        HttpMessageInvoker invoker = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        return new TargetSet(
            [.. load.Targets.Select((target, i) => new PlainHttpTarget(invoker, emulator, target, $"{phase}-{i}"))],
            [invoker]);
    }

    public void Dispose()
    {
        foreach (var part in held)
        {
            part.Dispose();
        }
    }
}
