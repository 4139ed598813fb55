using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using Emulator;
using Emulator.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenAI;
using OpenAI.Chat;
using ScenarioFile;

namespace Harness.Tests.ForeignClients.OpenAiDotNet;

/// <summary>The emulator on a real socket, and the official OpenAI client pointed at it as anybody would point it at DeepSeek.</summary>
internal sealed class OpenAiOnSockets : IAsyncDisposable
{
    public const string Key = "sk-0123456789abcdef0123456789abcdef";
    public const string Flash = "deepseek-flash";

    private readonly WebApplication _server;

    private OpenAiOnSockets(WebApplication server) => _server = server;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="dialect">What the scenario says of DeepSeek, in YAML's flow form, without braces.</param>
    public static async Task<OpenAiOnSockets> StartAsync(string dialect = "")
    {
        var timing = "timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}";
        var rules = dialect.Length == 0 ? timing : dialect.Contains("timing:", StringComparison.Ordinal) ? dialect : $"{timing}, {dialect}";
        var document = ScenarioDocument.Parse(
            $"version: 1\ntitle: a foreign client\nemulator: {{dialects: {{DeepSeek/Chat: {{{rules}}}}}}}\n", "foreign.yaml");
        var server = EmulatorApp.Build(EmulatorSettings.From(document) with { Port = 0 }, RealClock());
        await server.StartAsync(Token);
        return new OpenAiOnSockets(server);
    }

    public OpenAIClient Client(string key = Key, string path = "/deepseek", int retries = 0) =>
        new(new ApiKeyCredential(key), Options(path, retries));

    public ChatClient Chat(string model = Flash, string path = "/deepseek", int retries = 0) =>
        Client(path: path, retries: retries).GetChatClient(model);

    /// <summary>A client that sends no key at all; the package has no other way to leave it out.</summary>
#pragma warning disable OPENAI001 // a policy of one's own, which is marked as new, is the only way to send no key
    public ChatClient ChatWithoutKey() => new(Flash, new NoKey(), Options("/deepseek", 0));
#pragma warning restore OPENAI001

    /// <summary>Stops the server and tells how the last exchange ended, as its journal has it.</summary>
    public async Task<string> EndingOfTheLastAsync()
    {
        await _server.StopAsync(Token);
        var journal = _server.Services.GetRequiredService<ExchangeJournal>();
        await journal.CloseOpenAsync();
        return (string)JsonNode.Parse(journal.Lines[^1])!["ending"]!;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

#pragma warning disable RS0030 // sockets live in real time
    private static TimeProvider RealClock() => TimeProvider.System;
#pragma warning restore RS0030

    private OpenAIClientOptions Options(string path, int retries) => new()
    {
        Endpoint = new Uri(_server.Urls.First() + path),
        RetryPolicy = new ClientRetryPolicy(retries),
    };

    private sealed class NoKey : AuthenticationPolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNext(message, pipeline, currentIndex);

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNextAsync(message, pipeline, currentIndex);
    }
}
