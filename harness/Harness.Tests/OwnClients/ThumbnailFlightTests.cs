using Auditor;
using Emulator;
using Harness.Flights;
using Harness.Steps;
using ProviderClients.Images;
using ScenarioFile;

namespace Harness.Tests.OwnClients;

/// <summary>The thumbnail job against the emulator: a title in, a file of the wanted size and both costs out, whoever paints.</summary>
public sealed class ThumbnailFlightTests
{
    [Theory]
    [InlineData("Flux/ImagePig", "virtual", "picture of unknown cost")]
    [InlineData("Flux/Bfl", "virtual", "USD, picture 0.")]
    [InlineData("NanoBanana/Native", "virtual", "picture of unknown cost")]
    [InlineData("NanoBanana/TaskApi", "virtual", "picture ")]
    [InlineData("NanoBanana/Gemini", "virtual", "picture ")]
    [InlineData("Flux/ImagePig", "real", "picture of unknown cost")]
    [InlineData("Flux/Bfl", "real", "USD, picture 0.")]
    [InlineData("NanoBanana/Native", "real", "picture of unknown cost")]
    public async Task Thumbnail_Healthy_IsALandscapeJpegOnDiskWithBothCosts(string dialect, string clock, string cost)
    {
        var folder = Directory.CreateTempSubdirectory("thumbnail-").FullName;
        try
        {
            var (outcome, findings) = await FlyAsync(dialect, clock, folder);

            Assert.Equal((StepOutcome.Succeeded, ""), (outcome.Outcome, outcome.Message));
            Assert.Contains(", prompt 0.", outcome.Got, StringComparison.Ordinal);
            Assert.Contains(cost, outcome.Got, StringComparison.Ordinal);
            var path = Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
            Assert.StartsWith($"{path},", outcome.Got, StringComparison.Ordinal);
            var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(("image/jpeg", new ImageDimensions(1216, 832)), (ImageFormat.Of(file), ImageDimensions.Of(file)));
            Assert.Empty(findings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("DeepSeek/Chat: {faults: [{fault: refuse, status: 402}]}", "insufficientBalance")]
    [InlineData("Flux/ImagePig: {faults: [{fault: refuse, status: 500}]}", "serverError")]
    public async Task Thumbnail_OneOfTheTwoFails_LeavesNoFile(string lines, string outcome)
    {
        var folder = Directory.CreateTempSubdirectory("thumbnail-").FullName;
        try
        {
            var (flown, findings) = await FlyAsync("Flux/ImagePig", "virtual", folder, lines);

            Assert.Equal(outcome, flown.Outcome);
            Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
            Assert.Empty(findings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(StepOutcome Outcome, IReadOnlyList<FindingCode> Findings)> FlyAsync(
        string dialect, string clock, string folder, string lines = "DeepSeek/Chat: {}")
    {
        var text = $"""
            version: 1
            title: one thumbnail
            clock: {clock}
            emulator:
              seed: 11
              dialects:
                {lines}
            steps:
              - call: thumbnail
                dialect: {dialect}
                prompt: The year of the lighthouse
                width: 1216
                height: 832
            """;
        var document = ScenarioDocument.Parse(text, "thumbnail.yaml");
        var scenario = new Scenario
        {
            Document = document,
            Emulator = EmulatorSettings.From(document),
            Steps = document.Section<IReadOnlyList<Step>>("steps")!,
            Expectations = new Expectations(),
        };
#pragma warning disable RS0030 // flights over sockets live in real time
        var realTime = TimeProvider.System;
#pragma warning restore RS0030
        var record = await new ScenarioFlight(realTime).FlyAsync(scenario, folder, TestContext.Current.CancellationToken);
        var (_, verdict) = FlightJudge.Judge(scenario, record, TimeSpan.Zero);
        return (record.Steps.Single().Outcomes.Single(), [.. verdict.Findings.Select(finding => finding.Code)]);
    }
}
