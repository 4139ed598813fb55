using System.Collections.Concurrent;

namespace Emulator.Timing;

/// <summary>A dialect's workers: one pool for each place in scenario or profile that says how many there are.</summary>
internal sealed class WorkerPools
{
    private readonly ConcurrentDictionary<WorkersSection, (WorkerPool Answers, JobWorkers Jobs)> _pools =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>The workers for answers that the client waits for.</summary>
    public WorkerPool ForAnswers(WorkersSection workers) => PoolsOf(workers).Answers;

    /// <summary>The workers for jobs.</summary>
    public JobWorkers ForJobs(WorkersSection workers) => PoolsOf(workers).Jobs;

    private (WorkerPool Answers, JobWorkers Jobs) PoolsOf(WorkersSection workers) =>
        _pools.GetOrAdd(workers, static section => (new WorkerPool(section), new JobWorkers(section)));
}
