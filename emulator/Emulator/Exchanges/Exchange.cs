using System.Text.Json;
using Emulator.Callbacks;
using Emulator.Chance;
using Emulator.Faults;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Journal;
using Emulator.Keys;
using Emulator.Limits;
using Emulator.Network;
using Emulator.Runs;
using Emulator.Scenarios;
using Emulator.Timing;

namespace Emulator.Exchanges;

/// <summary>One request with everything known about it; what a dialect's handler works from.</summary>
internal sealed class Exchange
{
    private SeededIds? _ids;
    private EffectiveTiming? _timing;

    public required HttpContext Http { get; init; }

    public required ServedDialect Served { get; init; }

    public required Operation Operation { get; init; }

    /// <summary>The run that it belongs to.</summary>
    public required EmulatorRun Run { get; init; }

    public EmulatorClock Clock => Run.Clock;

    /// <summary>The journal line that grows with the exchange.</summary>
    public required JournalEntry Entry { get; init; }

    /// <summary>The key, once it was accepted.</summary>
    public string? Key { get; set; }

    /// <summary>What the key's account has left; <see langword="null"/> where nothing is taken from it.</summary>
    public AccountState? Purse { get; set; }

    /// <summary>Its place among the requests that its account has under way.</summary>
    public AccountSeat? Seat { get; set; }

    /// <summary>The name of the key's account, or else its fingerprint; the owner of jobs.</summary>
    public string Account => Entry.Account ?? "";

    /// <summary>The body's bytes; empty when there was none.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>The body as JSON, parsed once; <see langword="null"/> when it is not JSON.</summary>
    public JsonDocument? Json { get; set; }

    /// <summary>Why the body is not JSON.</summary>
    public JsonException? JsonProblem { get; set; }

    /// <summary>The text that content is made from.</summary>
    public string Prompt { get; set; } = "";

    /// <summary>The request that this one follows up; <see langword="null"/> when it follows none.</summary>
    public JobOrigin? Origin { get; set; }

    /// <summary>This request as the origin of whatever it makes.</summary>
    public JobOrigin AsOrigin => new(Entry.Identity.Call, Prompt, Entry.Model);

    public Plan Plan { get; set; } = Plan.Healthy;

    /// <summary>What the request's own headers ask for.</summary>
    public RequestOrders Orders { get; set; } = RequestOrders.None;

    /// <summary>What the limits gave; empty when nothing is counted.</summary>
    public LimitPermit Permit { get; set; } = LimitPermit.Nothing;

    /// <summary>Its place at the dialect's workers; <see langword="null"/> where it needs none.</summary>
    public WorkerPlace? Place { get; set; }

    /// <summary>Where the job that it makes is scheduled; <see langword="null"/> where jobs start at once.</summary>
    public JobWorkers? JobWorkers { get; set; }

    public DateTimeOffset ArrivedAt => Entry.ArrivedAt;

    /// <summary>The times of this request's operation and model; a poll's model is that of its job.</summary>
    public EffectiveTiming Timing => _timing ??= Served.Timings.Of(Operation.Name, Entry.Model ?? Origin?.Model);

    /// <summary>The run's seed.</summary>
    public ulong Seed => Served.Seed;

    /// <summary>Ids that no other exchange of the run gets.</summary>
    public SeededIds Ids => _ids ??= new SeededIds(Chance.Seed.For(Seed, "ids", Served.Name, Entry.Seq));

    /// <summary>The base URL by which this client reached the dialect, for URLs that the emulator hands out.</summary>
    public string BaseUrl => (PublicAddress.Of(Http) with { PathPrefix = RunPath }).BaseUrlOf(Served.Dialect.Traits);

    /// <summary>What the paths of a named run begin with, so that whoever follows a URL need not send its name.</summary>
    public string RunPath => Run.IsCommon ? "" : RequestedRun.PathPrefix + Run.Id;

    public string RouteValue(string name) => Http.Request.RouteValues[name] as string ?? "";

    /// <summary>About how much memory is held by whatever keeps what the request sent: its texts, as two bytes a letter, and what stands around them.</summary>
    public long KeptBytes => 1024 + (2L * Body.Length);

    /// <summary>A draw that belongs to this request and attempt.</summary>
    public ulong Draw(string purpose) => Plan.Draw(purpose);

    /// <summary>Whether a picture was delivered, so that faults of pictures had one to act on.</summary>
    public bool HasDeliveredPicture { get; private set; }

    /// <summary>Whether a handler has asked what becomes of its job.</summary>
    public bool HasMetFate { get; private set; }

    /// <summary>Whether a callback was ordered, so that faults of callbacks have one to act on.</summary>
    public bool HasOrderedCallback { get; private set; }

    /// <summary>The times of the job that this request makes, which starts when a worker is free.</summary>
    public JobTimes ScheduleJob(DateTimeOffset now)
    {
        JobTimes times = new(Timing.QueueTime.At(Draw("queue")), Timing.RunTime.At(Draw("run")), Timing.ResultLifetime)
        {
            Progress = Timing.Progress,
        };
        return JobWorkers?.Schedule(now, times) ?? times;
    }

    /// <summary>What becomes of the job that this request makes: as its prompt asks, or as a fault decides.</summary>
    public JobFate FateOf(string prompt)
    {
        HasMetFate = true;
        return PromptMarker.AsksFor(prompt, PromptMarker.Moderated) ? JobFate.Moderated
            : PromptMarker.AsksFor(prompt, PromptMarker.Failed) ? JobFate.Failed
            : Plan.Fate;
    }

    /// <summary>A picture as this client gets it, whole or as the faults leave it.</summary>
    public DeliveredPicture Deliver(PictureSpec picture, PictureCache pictures)
    {
        HasDeliveredPicture = true;
        return Plan.Faults.OfType<PictureFault>().Aggregate(
            new DeliveredPicture(picture.MediaType, pictures.FileOf(picture)), static (delivered, fault) => fault.Spoil(delivered));
    }

    /// <summary>Shows a job with the picture that it makes.</summary>
    public void Show<TWork>(Job<TWork> job, PictureSpec picture)
        where TWork : notnull =>
        Run.Board.Show(Shown(job.Id, picture) with { StateAt = job.StateAt, ProgressAt = job.ProgressAt });

    /// <summary>Shows a picture that was made while its client waited.</summary>
    public void Show(PictureSpec picture) => Run.Board.Show(Shown(Entry.Identity.Call, picture));

    /// <summary>Orders the callback that tells of a job's end, with the faults that were planned for it.</summary>
    public void OrderCallback(CallbackOrder order)
    {
        HasOrderedCallback = true;
        Run.Callbacks.Order(order with
        {
            Plan = Entry.Plan,
            Bytes = KeptBytes,
            Identity = Entry.Identity,
            Faults = [.. Plan.Faults.OfType<CallbackFault>()],
        });
    }

    /// <summary>Takes the price of work that is paid for before it is done; a refusal where there is not enough.</summary>
    public BalanceSpent? Pay(decimal credits) => Purse?.Pay(credits);

    /// <summary>Notes what the provider would bill, and charges it to the limits that count it and to an account in dollars.</summary>
    /// <param name="inputTokens">The tokens of the prompt.</param>
    /// <param name="outputTokens">The tokens of the answer.</param>
    /// <param name="images">The pictures.</param>
    /// <param name="microUsd">The price in millionths of a dollar.</param>
    /// <param name="charge">What is taken from the account, where its amounts are in another currency.</param>
    public void Bill(long inputTokens, long outputTokens, long images, long microUsd, decimal? charge = null)
    {
        Entry.InputTokens = inputTokens;
        Entry.OutputTokens = outputTokens;
        Entry.Images = images;
        Entry.MicroUsd = microUsd;
        Permit.Charge(new BilledUnits(inputTokens, outputTokens, images, microUsd), Clock.Now);
        if (Purse is { Unit: BilledUnit.Dollars } purse)
        {
            purse.Charge(charge ?? (microUsd / 1_000_000m));
        }
    }

    /// <summary>Notes how and when the exchange ended, and frees what it held.</summary>
    public void EndNow(ExchangeEnding ending)
    {
        var now = Clock.Now;
        Entry.EndedAt = now;
        Entry.Ending = ending;
        Permit.Settle(now);
        Seat?.Leave();
        Place?.Leave();
    }

    /// <summary>Notes the job that was made, polled, cancelled or downloaded.</summary>
    public void Concerns(string job) => Entry.Job = job;

    private ShownJob Shown(string id, PictureSpec picture) => new(Served.Name, id, Clock.Now)
    {
        Model = Entry.Model,
        Call = Entry.Identity.Call,
        Picture = picture,
        Bytes = KeptBytes,
        StateAt = static _ => JobState.Ready,
        ProgressAt = static _ => 1,
    };
}
