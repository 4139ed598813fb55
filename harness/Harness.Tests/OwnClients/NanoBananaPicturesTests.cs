using System.Text.Json.Nodes;
using Auditor;
using Emulator;
using Harness.Flights;
using Harness.Steps;
using Harness.Tests.Faults;
using ProviderClients.Images;
using ScenarioFile;

namespace Harness.Tests.OwnClients;

/// <summary>
/// A native job, a task and a Gemini call, from prompt to file on disk: healthy on the virtual clock and over sockets, and under each
/// complaint of the provider's lists. Ids are those of the lists; letters tell apart what one line of them describes in several ways.
/// </summary>
public sealed class NanoBananaPicturesTests
{
    private const string Native = "NanoBanana/Native";
    private const string Gemini = "NanoBanana/Gemini";
    private const string TaskApi = "NanoBanana/TaskApi";

    public static TheoryData<string, string> Complaints
    {
        get
        {
            TheoryData<string, string> complaints = [];
            foreach (var (dialect, id, _, _) in ComplaintTests.Rows().Where(row => row.Dialect is Native or Gemini or TaskApi))
            {
                complaints.Add(dialect, id);
            }

            return complaints;
        }
    }

    [Theory]
    [InlineData(Native, "virtual")]
    [InlineData(Gemini, "virtual")]
    [InlineData(TaskApi, "virtual")]
    [InlineData(Native, "real")]
    [InlineData(Gemini, "real")]
    [InlineData(TaskApi, "real")]
    public async Task Healthy_FromPromptToFile_HasTheSizeThatWasAskedFor(string dialect, string clock)
    {
        var flown = await FlyAsync(dialect, "", clock);

        Assert.Equal((StepOutcome.Succeeded, new ImageDimensions(320, 256)), (flown.Outcome, flown.Size));
        Assert.Empty(flown.Findings);
    }

    [Theory]
    [InlineData(Native, "faults: [{fault: refuse, status: 503, kinds: [submit], attempts: \"0\"}]", "succeeded")]
    [InlineData(Native, "faults: [{fault: truncateImage, kinds: [download], attempts: \"0\"}]", "succeeded")]
    [InlineData(Native, "faults: [{fault: close, phase: midStream, kinds: [submit]}]", "outcomeUnknown")]
    [InlineData(Gemini, "faults: [{fault: refuse, status: 503, attempts: \"0\"}]", "succeeded")]
    [InlineData(Gemini, "faults: [{fault: close, phase: midStream}]", "outcomeUnknown")]
    [InlineData(Gemini, "faults: [{fault: truncate}]", "malformedResponse")]
    [InlineData(Gemini, "provider: {refusals: [{kind: textOnly}]}", "textOnly")]
    [InlineData(TaskApi, "faults: [{fault: refuse, status: 500, kinds: [poll], attempts: \"0\"}]", "succeeded")]
    [InlineData(TaskApi, "faults: [{fault: close, phase: midStream, kinds: [submit]}]", "outcomeUnknown")]
    [InlineData(TaskApi, "provider: {alwaysHttp200: true}, keys: [another]", "authentication")]
    public Task Faults_OverSockets_EndAsOnTheVirtualClock(string dialect, string lines, string outcome) =>
        ExpectAsync(dialect, lines, outcome, "real");

    [Theory]
    [InlineData("F1", "faults: [{fault: refuse, status: 503, kinds: [submit], attempts: 0..1}]", "succeeded")]
    [InlineData("F1 for long", "faults: [{fault: refuse, status: 503, during: {from: 0s, to: 20s, every: 2m}}]", "overloaded")]
    [InlineData("F2", "faults: [{fault: delay, delay: 4m}, {fault: refuse, status: 504}]", "outcomeUnknown")]
    [InlineData("F3", "faults: [{fault: delay, delay: 5m}, {fault: reset, phase: headers}]", "outcomeUnknown")]
    [InlineData("F4", "faults: [{fault: slowBody, bytesPerSecond: 50, kinds: [download]}]", "timeout")]
    [InlineData("F7", "faults: [{fault: editJson, set: {result: null}, kinds: [poll]}]", "malformedResponse")]
    [InlineData("F8", "faults: [{fault: moderatedJob}]", "moderated")]
    [InlineData("F12", "faults: [{fault: refuse, status: 429, retryAfter: 24h}]", "rateLimited")]
    [InlineData("F13", "faults: [{fault: editJson, set: {result.width: 64, result.height: 64}, kinds: [poll]}]", "succeeded")]
    [InlineData("F17", "faults: [{fault: truncate, kinds: [poll], attempts: \"0\"}]", "succeeded")]
    [InlineData("F19", "faults: [{fault: stuckJob}]", "timeout")]
    [InlineData("F19b", "faults: [{fault: expiredUrl}]", "notFound")]
    [InlineData("F20", "faults: [{fault: refuse, status: 500, kinds: [poll], probability: 0.5}]", "succeeded")]
    public Task Native_UnderAComplaint_EndsAsItShould(string id, string lines, string outcome) => ExpectAsync(Native, lines, outcome, id: id);

    [Theory]
    [InlineData("F1", "faults: [{fault: refuse, status: 503, attempts: 0..1}]", "succeeded")]
    [InlineData("F1 for long", "faults: [{fault: refuse, status: 503}]", "overloaded")]
    [InlineData("F2", "faults: [{fault: delay, delay: 4m}, {fault: refuse, status: 504}]", "outcomeUnknown")]
    [InlineData("F3", "faults: [{fault: delay, delay: 2m}, {fault: reset, phase: headers}]", "outcomeUnknown")]
    [InlineData("F4", "faults: [{fault: slowBody, bytesPerSecond: 50}]", "outcomeUnknown")]
    [InlineData("F6", "provider: {refusals: [{kind: textOnly}]}", "textOnly")]
    [InlineData("F7", "provider: {refusals: [{kind: noImage}]}", "noImage")]
    [InlineData("F8", "provider: {refusals: [{kind: imageBlocked}]}", "moderated")]
    [InlineData("F8 at the prompt", "provider: {refusals: [{kind: promptBlocked}]}", "moderated")]
    [InlineData("F8 of a third party", "provider: {refusals: [{kind: imageBlocked, reason: IMAGE_PROHIBITED_CONTENT}]}", "moderated")]
    [InlineData("F8 for no reason", "provider: {refusals: [{kind: imageBlocked, reason: IMAGE_OTHER}]}", "noImage")]
    [InlineData("F9 empty", "provider: {refusals: [{kind: noImage, content: empty}]}", "noImage")]
    [InlineData("F9 null", "provider: {refusals: [{kind: noImage, content: nullParts}]}", "noImage")]
    [InlineData("F10", "provider: {layout: drafts, pictures: 10}", "succeeded")]
    [InlineData("F10 behind words", "provider: {layout: textImage}", "succeeded")]
    [InlineData("F10 a thought alone", "provider: {refusals: [{kind: thoughtImage}]}", "noImage")]
    [InlineData("F11", "provider: {layout: base64Text}", "succeeded")]
    [InlineData("F12", "provider: {tier: free}", "rateLimited")]
    [InlineData("F13", "provider: {aspectRatio: ignored}", "succeeded")]
    [InlineData("F13 refused", "provider: {aspectRatio: refused}", "invalidRequest")]
    [InlineData("F15", "provider: {retired: [gemini-nano-banana-2.1]}", "notFound")]
    [InlineData("F15 in silence", "provider: {routes: {gemini-nano-banana-2.1: gemini-3.1-flash-image}, live: [gemini-3.1-flash-image]}", "succeeded")]
    [InlineData("F16", "provider: {streamsPictures: false}", "succeeded")]
    [InlineData("F17", "faults: [{fault: truncate}]", "malformedResponse")]
    public Task Gemini_UnderAComplaint_EndsAsItShould(string id, string lines, string outcome) => ExpectAsync(Gemini, lines, outcome, id: id);

    [Theory]
    [InlineData("A9b", "keys: [{key: sk-harness, revoked: true}]", "authentication")]
    [InlineData("A9c", "timing: {runTime: 90s}", "succeeded")]
    [InlineData("A9d", "faults: [{fault: lostCallback}]", "succeeded")]
    [InlineData("F1", "faults: [{fault: refuse, status: 503, kinds: [submit], attempts: 0..1}]", "succeeded")]
    [InlineData("F8", "faults: [{fault: moderatedJob}]", "moderated")]
    [InlineData("F12", "faults: [{fault: refuse, status: 429, kinds: [submit]}]", "rateLimited")]
    [InlineData("F17", "faults: [{fault: truncate, kinds: [poll], attempts: \"0\"}]", "succeeded")]
    [InlineData("F19", "faults: [{fault: stuckJob}]", "timeout")]
    [InlineData("F19 failed", "faults: [{fault: failedJob}]", "jobFailed")]
    [InlineData("F19b", "faults: [{fault: duplicateCallback}]", "succeeded")]
    [InlineData("F19c", "faults: [{fault: expiredUrl}]", "notFound")]
    [InlineData("F19d", "provider: {records: {originUrls: true}, originLifetime: 10s}", "succeeded")]
    [InlineData("F20", "faults: [{fault: refuse, status: 500, kinds: [poll], probability: 0.5}]", "succeeded")]
    [InlineData("F20 in a 200", "provider: {alwaysHttp200: true}, faults: [{fault: refuse, status: 500, kinds: [poll], probability: 0.5}]", "succeeded")]
    public Task TaskApi_UnderAComplaint_EndsAsItShould(string id, string lines, string outcome) => ExpectAsync(TaskApi, lines, outcome, id: id);

    /// <summary>The page with the lines for each complaint is others' work and grows: whatever is on it, the layer gets through.</summary>
    [Theory]
    [MemberData(nameof(Complaints))]
    public async Task Page_EveryComplaint_IsSurvived(string dialect, string id)
    {
        var lines = ComplaintTests.Rows().Single(row => row.Dialect == dialect && row.Id == id).Lines;

        CheckConduct(await FlyAsync(dialect, lines.StartsWith('{') ? lines[1..^1] : lines, "virtual"));
    }

    /// <summary>The outcome; and whatever it is: the auditor has nothing to say, nothing is paid for twice, nobody waits beyond the deadline.</summary>
    private static async Task ExpectAsync(string dialect, string lines, string outcome, string clock = "virtual", string id = "")
    {
        var flown = await FlyAsync(dialect, lines, clock);

        Assert.Equal($"{id}: {outcome}", $"{id}: {flown.Outcome}");
        CheckConduct(flown);
    }

    private static void CheckConduct(Flown flown)
    {
        var isMade = flown.Outcome == StepOutcome.Succeeded;
        Assert.Equal(isMade ? new ImageDimensions(320, 256) : null, flown.Size);
        Assert.Empty(flown.Findings);
        Assert.InRange(flown.Paid, isMade ? 1 : 0, 1);
        Assert.True(flown.Elapsed <= TimeSpan.FromSeconds(181), $"the caller knew after {flown.Elapsed}");
    }

    private static async Task<Flown> FlyAsync(string dialect, string lines, string clock)
    {
        var section = $"{{{lines}}}";
        var text = $"""
            version: 1
            title: one picture
            clock: {clock}
            emulator:
              seed: 11
              dialects:
                {dialect}: {section}
            steps:
              - call: image
                dialect: {dialect}
                prompt: a lighthouse in fog
                width: 320
                height: 256
            """;
        var document = ScenarioDocument.Parse(text, "picture.yaml");
        var scenario = new Scenario
        {
            Document = document,
            Emulator = EmulatorSettings.From(document),
            Steps = document.Section<IReadOnlyList<Step>>("steps")!,
            Expectations = new Expectations(),
        };
        var folder = Directory.CreateTempSubdirectory("one-picture-").FullName;
        try
        {
            var record = await new ScenarioFlight(RealClock()).FlyAsync(scenario, folder, TestContext.Current.CancellationToken);
            var (_, verdict) = FlightJudge.Judge(scenario, record, TimeSpan.Zero);
            var outcome = record.Steps.Single().Outcomes.Single();
            return new Flown(outcome.Outcome, record.Elapsed)
            {
                Size = outcome.Got.Length > 0 ? ImageDimensions.Of(await File.ReadAllBytesAsync(outcome.Got, TestContext.Current.CancellationToken)) : null,
                Findings = [.. verdict.Findings.Select(finding => finding.Code)],
                Paid = record.Journal.Select(line => JsonNode.Parse(line)!).Count(
                    line => (string?)line["kind"] == "submit" && (long)line["units"]!["images"]! > 0),
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

#pragma warning disable RS0030 // Flights over real sockets need the real clock.
    private static TimeProvider RealClock() => TimeProvider.System;
#pragma warning restore RS0030

    private sealed record Flown(string Outcome, TimeSpan Elapsed)
    {
        public ImageDimensions? Size { get; init; }

        public IReadOnlyList<FindingCode> Findings { get; init; } = [];

        public int Paid { get; init; }
    }
}
