using System.Text.Json.Nodes;
using Emulator;
using Emulator.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using ProviderClients;
using ProviderClients.Audit;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Gemini;
using ProviderClients.NanoBanana.TaskApi;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.OwnClients;

/// <summary>
/// Our clients and the emulator, which were written from the same facts by people who did not look at each other's work: editing goes on
/// from turn to turn, quotas are understood, both come to the same bill, and a callback is as good as a poll.
/// </summary>
public sealed class NanoBananaConversationTests
{
    private static readonly NanoBananaImageRequest Request = new() { Prompt = "a lighthouse", WidthPixels = 512, HeightPixels = 512 };

    [Fact]
    public async Task Editing_ThreeTurns_EveryTurnGivesBackTheSignatures()
    {
        var counts = await WithGeminiAsync("provider: {layout: drafts, pictures: 3}", async (client, _) =>
        {
            List<(int, int)> counts = [];
            NanoBananaGeminiConversation? conversation = null;
            foreach (var prompt in (string[])["a lighthouse", "make it red", "now at night"])
            {
                var answer = await client.AnswerAsync(Request with { Prompt = prompt }, conversation);
                conversation = answer.Conversation;
                counts.Add((answer.Drafts.Count, conversation.TurnCount));
            }

            return counts;
        });

        Assert.Equal([(2, 2), (2, 4), (2, 6)], counts);
    }

    [Fact]
    public async Task Editing_WithoutTheSignature_IsRefusedWithTheProvidersWords()
    {
        var failure = await WithGeminiAsync("provider: {layout: image}", async (client, _) =>
        {
            var answer = await client.AnswerAsync(Request);
            var stripped = answer.Conversation.ToJson().Replace("thoughtSignature", "somethingElse", StringComparison.Ordinal);
            return await Assert.ThrowsAsync<ProviderException>(
                () => client.AnswerAsync(Request with { Prompt = "make it red" }, NanoBananaGeminiConversation.FromJson(stripped)));
        });

        Assert.Equal((ProviderErrorKind.InvalidRequest, 1), (failure.Kind, failure.Attempts));
    }

    [Fact]
    public async Task InputPictures_AreTaken()
    {
        var answer = await WithGeminiAsync("", async (client, _) =>
        {
            var first = await client.AnswerAsync(Request);
            return await client.AnswerAsync(Request with { Inputs = [NanoBananaInputImage.FromBytes(first.Image.Bytes)] });
        });

        Assert.True(answer.Usage!.PromptImages > 0);
        Assert.Equal(1, answer.Image.Mapping!.Sent.InputImages);
    }

    [Fact]
    public async Task Bill_OfTheModelWithAllPrices_IsTheProvidersToTheMicrodollar()
    {
        var (told, billed) = await WithGeminiAsync("", async (client, journal) =>
        {
            List<long> told = [];
            foreach (var quality in (string[])["low", "medium", "high"])
            {
                var answer = await client.AnswerAsync(Request with { Quality = quality });
                told.Add((long)Math.Ceiling(answer.Image.CostUsd!.Value * 1_000_000));
            }

            return (told, journal().Select(line => (long)JsonNode.Parse(line)!["units"]!["microUsd"]!).ToList());
        });

        Assert.Equal(billed, told);
    }

    [Theory]
    [InlineData("provider: {tier: free}", true, true)]
    [InlineData("limits: [{name: requests a day, requests: 1, daily: America/Los_Angeles}]", false, true)]
    public async Task Quota_ThatDoesNotComeBack_IsUnderstoodAndNotAskedForAgain(string lines, bool isPermanent, bool isForTheDay)
    {
        var failure = await WithGeminiAsync(lines, async (client, _) =>
        {
            ProviderException? failure = null;
            for (var number = 0; number < 2 && failure is null; number++)
            {
                failure = await Record.ExceptionAsync(() => client.AnswerAsync(Request)) as ProviderException;
            }

            return failure!;
        });

        Assert.Equal((ProviderErrorKind.RateLimited, 1, null), (failure.Kind, failure.Attempts, failure.RetryAfter));
        var details = Assert.IsType<NanoBananaGeminiErrorDetails>(failure.Details);
        Assert.Equal((isPermanent, isForTheDay), (details.IsPermanent, details.IsForTheDay));
        Assert.NotNull(details.RetryDelay);
    }

    [Fact]
    public async Task Callback_OverSockets_IsEnoughWhereEveryPollFails()
    {
        var callbacks = new NanoBananaCallbacks();
        var hostBuilder = WebApplication.CreateSlimBuilder();
        hostBuilder.Logging.ClearProviders();
        hostBuilder.Services.AddSingleton<INanoBananaCallbacks>(callbacks);
        await using var application = hostBuilder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.MapNanoBananaCallbacks("/callbacks/secret");
        await application.StartAsync(TestContext.Current.CancellationToken);
        var document = ScenarioDocument.Parse(
            "version: 1\ntitle: called back\nclock: real\nemulator: {dialects: {NanoBanana/TaskApi: {faults: [{fault: refuse, status: 500, kinds: [poll]}]}}}\n",
            "callback.yaml");
        await using var server = EmulatorApp.Build(EmulatorSettings.From(document) with { Port = 0 }, RealClock());
        await server.StartAsync(TestContext.Current.CancellationToken);
        await using var container = new ServiceCollection().AddProviderClientServices().BuildServiceProvider();
        var options = new NanoBananaTaskApiOptions
        {
            ApiKey = "00000000000000000000000000000042",
            BaseUrl = new Uri($"{server.Urls.First()}/nanobanana-task"),
            CallbackUrl = new Uri($"{application.Urls.First()}/callbacks/secret"),
            TrustsCallbacks = true,

            // Failed polls open the breaker; without retries there are too few of them, however slow the machine is.
            RetryLimit = 0,
        };
        var client = new NanoBananaTaskApiClient(options, container.GetRequiredService<ProviderClientServices>(), callbacks);

        var image = await client.GenerateAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal((512, 512), (image.Mapping!.Asked.WidthPixels, image.Mapping.Asked.HeightPixels));
        Assert.Empty(image.Mapping.NotHonoured);
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

#pragma warning disable RS0030 // Calls over real sockets need the real clock.
    private static TimeProvider RealClock() => TimeProvider.System;
#pragma warning restore RS0030

    private static Task<T> WithGeminiAsync<T>(string dialect, Func<NanoBananaGeminiClient, Func<IReadOnlyList<string>>, Task<T>> work)
    {
        var document = ScenarioDocument.Parse(
            $"version: 1\ntitle: a conversation\nemulator: {{dialects: {{NanoBanana/Gemini: {{{dialect}}}}}}}\n", "conversation.yaml");
        var clock = new VirtualClock();
        return VirtualRun.RunAsync(clock, async _ =>
        {
            await using var server = EmulatorApp.Build(EmulatorSettings.From(document), clock, host => host.UseTestServer());
            await server.StartAsync(TestContext.Current.CancellationToken);
            var made = 0;
            await using var container = new ServiceCollection()
                .AddSingleton<TimeProvider>(clock)
                .AddSingleton<IAuditSink>(new MemoryAuditSink())
                .AddSingleton(new ProviderChance(Seed: 42, () => $"call-{++made}"))
                .AddProviderClientServices()
                .ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(
                    builder => builder.PrimaryHandler = server.GetTestServer().CreateHandler()))
                .BuildServiceProvider();
            var options = new NanoBananaGeminiOptions { ApiKey = "gemini-key-00000000000000000042", BaseUrl = new Uri("http://localhost/gemini") };
            var client = new NanoBananaGeminiClient(options, container.GetRequiredService<ProviderClientServices>());
            return await work(client, () => server.Services.GetRequiredService<ExchangeJournal>().Lines);
        });
    }
}
