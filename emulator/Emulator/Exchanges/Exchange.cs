using System.Text.Json;
using Emulator.Chance;
using Emulator.Journal;
using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.Exchanges;

/// <summary>One request with everything known about it; what a dialect's handler works from.</summary>
internal sealed class Exchange
{
    private SeededIds? _ids;

    public required HttpContext Http { get; init; }

    public required ServedDialect Served { get; init; }

    public required Operation Operation { get; init; }

    public required EmulatorClock Clock { get; init; }

    /// <summary>The journal line that grows with the exchange.</summary>
    public required JournalEntry Entry { get; init; }

    /// <summary>The key, once it was accepted.</summary>
    public string? Key { get; set; }

    /// <summary>The key's fingerprint; the owner of jobs.</summary>
    public string Account => Entry.Account ?? "";

    /// <summary>The body's bytes; empty when there was none.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>The body as JSON, parsed once; <see langword="null"/> when it is not JSON.</summary>
    public JsonDocument? Json { get; set; }

    /// <summary>Why the body is not JSON.</summary>
    public JsonException? JsonProblem { get; set; }

    /// <summary>The text that content is made from.</summary>
    public string Prompt { get; set; } = "";

    public Plan Plan { get; set; } = Plan.Healthy;

    /// <summary>What the limits gave; empty when nothing is counted.</summary>
    public LimitPermit Permit { get; set; } = LimitPermit.Nothing;

    public DateTimeOffset ArrivedAt => Entry.ArrivedAt;

    public TimingSection Timing => Served.Timing;

    /// <summary>The run's seed.</summary>
    public ulong Seed => Served.Seed;

    /// <summary>Ids that no other exchange of the run gets.</summary>
    public SeededIds Ids => _ids ??= new SeededIds(Chance.Seed.For(Seed, "ids", Served.Name, Entry.Seq));

    /// <summary>The base URL by which this client reached the dialect, for URLs that the emulator hands out.</summary>
    public string BaseUrl => $"{Http.Request.Scheme}://{Http.Request.Host}{Served.Dialect.Traits.BasePath}";

    public string RouteValue(string name) => Http.Request.RouteValues[name] as string ?? "";

    /// <summary>A draw that belongs to this request and attempt.</summary>
    public ulong Draw(string purpose) => Plan.Draw(purpose);

    /// <summary>Notes what the provider would bill.</summary>
    public void Bill(long inputTokens, long outputTokens, long images, long microUsd)
    {
        Entry.InputTokens = inputTokens;
        Entry.OutputTokens = outputTokens;
        Entry.Images = images;
        Entry.MicroUsd = microUsd;
    }

    /// <summary>Notes the job that was made, polled, cancelled or downloaded.</summary>
    public void Concerns(string job) => Entry.Job = job;
}
