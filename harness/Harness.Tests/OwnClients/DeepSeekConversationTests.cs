using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator;
using Emulator.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.Audit;
using ProviderClients.DeepSeek.Chat;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.OwnClients;

/// <summary>
/// Our client and the emulator, which were written from the same facts by people who did not look at each other's work:
/// what one sends the other takes, and both come to the same bill.
/// </summary>
public sealed class DeepSeekConversationTests
{
    private static readonly DeepSeekChatMessage Question = new("user", "What is the weather in Husum right now? Use the tool.");

    private static readonly DeepSeekTool Weather = new("get_weather", "Tells the weather of a town as it is now.")
    {
        Parameters = JsonElement.Parse("""{"type":"object","properties":{"town":{"type":"string"}},"required":["town"],"additionalProperties":false}"""),
    };

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    public async Task ToolLoop_AllTheWayRound_EndsInText(bool isStream, bool thinks, bool isStrict)
    {
        var (answers, _) = await ConverseAsync("", async client =>
        {
            var request = new DeepSeekChatRequest { Messages = [Question], Thinking = thinks, Tools = [Weather with { IsStrict = isStrict }] };
            var asked = await AskAsync(client, request, isStream);
            List<DeepSeekChatMessage> history = [Question, DeepSeekChatMessage.FromAnswer(asked)];
            history.AddRange(asked.ToolCalls.Select(call => DeepSeekChatMessage.ToolResult(call, """{"sky":"rain","celsius":11}""")));
            var told = await AskAsync(client, request with { Messages = history }, isStream);
            history.AddRange([DeepSeekChatMessage.FromAnswer(told), new DeepSeekChatMessage("user", "Thank you. And the next town?")]);
            return [asked, told, await AskAsync(client, request with { Messages = history }, isStream)];
        });

        var call = Assert.Single(answers[0].ToolCalls);
        Assert.True(call.TryReadArguments(out var arguments));
        Assert.NotEmpty((string)arguments["town"]!);
        Assert.Equal("tool_calls", answers[0].FinishReason);
        Assert.Equal("stop", answers[1].FinishReason);
        Assert.NotEmpty(answers[1].Content);
        Assert.All(answers, answer => Assert.Equal(thinks, answer.Reasoning is { Length: > 0 }));
    }

    [Theory]
    [InlineData("deepseek-flash")]
    [InlineData("deepseek-v4-pro")]
    public async Task Bill_OfManyAnswers_IsTheProvidersToTheMicrodollar(string model)
    {
        var (answers, journal) = await ConverseAsync("", async client =>
        {
            List<DeepSeekChatCompletion> answers = [];
            DeepSeekChatMessage[] messages = [new("system", new string('x', 4000)), new("user", "How high is a lighthouse?")];
            for (var number = 0; number < 12; number++)
            {
                answers.Add(await AskAsync(client, new DeepSeekChatRequest { Model = model, Messages = messages }, isStream: number % 2 == 0));
                await Task.Delay(TimeSpan.FromMinutes(61), client.Clock);
            }

            return [.. answers];
        });

        var billed = journal.Select(line => (long)JsonNode.Parse(line)!["units"]!["microUsd"]!).ToArray();
        Assert.Equal(billed, answers.Select(answer => (long)Math.Ceiling(answer.CostUsd!.Value * 1_000_000)));
        Assert.Contains(answers, answer => answer.Usage.CachedTokens > 0);
    }

    [Fact]
    public async Task Prefix_OfTheAnswer_IsContinued()
    {
        var (answers, journal) = await ConverseAsync("", async client => [await client.Client.CompleteAsync(new DeepSeekChatRequest
        {
            Messages = [Question, new DeepSeekChatMessage("assistant", "In Husum it is") { IsPrefix = true }],
            Thinking = false,
        })]);

        Assert.NotEmpty(answers[0].Content);
        Assert.EndsWith("/beta/chat/completions", (string)JsonNode.Parse(journal[0])!["path"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_AtOnce_IsUnderstood()
    {
        var (answers, _) = await ConverseAsync("", async client => [await AskAsync(
            client,
            new DeepSeekChatRequest
            {
                Messages = [new DeepSeekChatMessage("user", "A lighthouse as json, please: {\"name\": \"\"}")],
                Thinking = false,
                ReasoningEffort = DeepSeekReasoningEffort.Low,
                Temperature = 0.3,
                TopP = 0.9,
                MaxTokens = 500,
                Stop = ["\u0003"],
                JsonObject = true,
                TopLogprobs = 3,
                UserId = "u-1",
            },
            isStream: true)]);

        Assert.IsType<JsonObject>(JsonNode.Parse(answers[0].Content));
        Assert.Equal(answers[0].Content, string.Concat(answers[0].Logprobs.Select(token => token.Token)));
        Assert.All(answers[0].Logprobs, token => Assert.Equal(3, token.Alternatives.Count));
    }

    [Theory]
    [InlineData("keys: [sk-another]", "deepseek-flash", ProviderErrorKind.Authentication)]
    [InlineData("", "deepseek-chat", ProviderErrorKind.NotFound)]
    [InlineData("keys: [{key: sk-canary, account: poor}], accounts: {poor: {balance: 0}}", "deepseek-flash", ProviderErrorKind.InsufficientBalance)]
    public async Task Refusal_OfEveryKind_IsUnderstood(string dialect, string model, ProviderErrorKind kind)
    {
        ProviderException? failure = null;

        await ConverseAsync(dialect, async client =>
        {
            failure = await Assert.ThrowsAsync<ProviderException>(() => client.Client.CompleteAsync(
                new DeepSeekChatRequest { Model = model, Messages = [Question] }));
            return [];
        });

        Assert.Equal((kind, 1), (failure!.Kind, failure.Attempts));
    }

    private static async Task<DeepSeekChatCompletion> AskAsync(Asker asker, DeepSeekChatRequest request, bool isStream)
    {
        if (!isStream)
        {
            return await asker.Client.CompleteAsync(request);
        }

        var accumulator = new DeepSeekChatAccumulator();
        await foreach (var update in asker.Client.StreamAsync(request))
        {
            accumulator.Add(update);
        }

        return accumulator.ToCompletion();
    }

    private static Task<(DeepSeekChatCompletion[] Answers, IReadOnlyList<string> Journal)> ConverseAsync(
        string dialect, Func<Asker, Task<DeepSeekChatCompletion[]>> converse)
    {
        var document = ScenarioDocument.Parse(
            $"version: 1\ntitle: a conversation\nemulator: {{dialects: {{DeepSeek/Chat: {{{dialect}}}}}}}\n", "conversation.yaml");
        var clock = new VirtualClock();
        return VirtualRun.RunAsync(clock, async _ =>
        {
            await using var server = EmulatorApp.Build(EmulatorSettings.From(document), clock, host => host.UseTestServer());
            await server.StartAsync(TestContext.Current.CancellationToken);
            await using var container = Services(server, clock);
            var options = new DeepSeekChatOptions
            {
                ApiKey = "sk-canary",
                PricesOf = DateTimeOffset.MaxValue,
                BaseUrl = new Uri("http://localhost/deepseek"),
                Timeout = TimeSpan.FromHours(1),
                AttemptTimeout = TimeSpan.FromMinutes(20),
            };
            var client = new DeepSeekChatClient(options, container.GetRequiredService<ProviderClientServices>());
            var answers = await converse(new Asker(client, clock));
            await server.StopAsync(CancellationToken.None);
            return (answers, server.Services.GetRequiredService<ExchangeJournal>().Lines);
        });
    }

    private static ServiceProvider Services(WebApplication server, VirtualClock clock)
    {
        var made = 0;
        return new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IAuditSink>(new MemoryAuditSink())
            .AddSingleton(new ProviderChance(Seed: 42, () => $"call-{++made}"))
            .AddProviderClientServices()
            .ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(
                builder => builder.PrimaryHandler = server.GetTestServer().CreateHandler()))
            .BuildServiceProvider();
    }

    private sealed record Asker(DeepSeekChatClient Client, TimeProvider Clock);
}
