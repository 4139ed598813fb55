using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.Timing;

/// <summary>The workers that a provider has, so that latency grows with what is asked of it at once.</summary>
internal sealed record WorkersSection
{
    public static readonly TimeSpan DefaultKeepAlive = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan DefaultQueueTimeout = TimeSpan.FromMinutes(10);

    [Description("How many pieces of work are done at once: chats and pictures from their start to their last byte, jobs for their run time.")]
    [Range(1, 100_000)]
    public required int Count { get; init; }

    [Description("How many may wait for a worker, first come first served; beyond it a request is refused as overloaded.")]
    [Range(0, 1_000_000)]
    public int Queue { get; init; } = 100;

    [Description("How often a waiting request is sent a sign of life, where the dialect knows one; 5s unless said otherwise, 0s for never.")]
    public TimeSpan? KeepAlive { get; init; }

    [Description("After so long in the queue the connection is closed without an answer; 10m unless said otherwise. Jobs wait as long as it takes.")]
    public TimeSpan? QueueTimeout { get; init; }
}
