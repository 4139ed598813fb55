using System.Collections.Concurrent;
using System.Text;
using Emulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.Contracts;

/// <summary>
/// Asks the emulator of one dialect what a test of a fact wants to know. Emulators are started once for each behaviour; every
/// question has a key of its own, so that none uses up what another is permitted.
/// </summary>
/// <param name="dialect">The dialect: <c>Flux/ImagePig</c>.</param>
/// <param name="basePath">What its paths begin with.</param>
/// <param name="atOnce">The timing under which nothing has to be waited for.</param>
/// <param name="sign">Puts a key where the dialect looks for it.</param>
internal sealed class ProviderAsk(string dialect, string basePath, string atOnce, Action<HttpRequestMessage, string> sign)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Watched>>> _emulators = new();

    private int _keys;

    public string NextKey() => $"key-{Interlocked.Increment(ref _keys)}";

    public Task<ProviderReply> PostAsync(string path, string body, string behaviour = "", string? key = "") =>
        SendAsync(Message(HttpMethod.Post, path, body), behaviour, key);

    public Task<ProviderReply> GetAsync(string path, string behaviour = "", string? key = "") =>
        SendAsync(Message(HttpMethod.Get, path), behaviour, key);

    /// <summary>A request of the dialect; a whole URL, as answers hand it out, is taken as it is.</summary>
    public HttpRequestMessage Message(HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        var message = new HttpRequestMessage(method, Uri.IsWellFormedUriString(path, UriKind.Absolute) ? path : basePath + path);
        if (body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return message;
    }

    /// <summary>Sends a request to the emulator that behaves so.</summary>
    /// <param name="request">The request; disposed when it is answered.</param>
    /// <param name="behaviour">Keys of the dialect in the scenario.</param>
    /// <param name="key">The key; empty for one of its own, <see langword="null"/> for none.</param>
    public async Task<ProviderReply> SendAsync(HttpRequestMessage request, string behaviour = "", string? key = "")
    {
        var emulator = await _emulators.GetOrAdd(
            behaviour, keys => new Lazy<Task<Watched>>(() => StartAsync(keys))).Value;
        return await SendAsync(emulator, request, key);
    }

    /// <inheritdoc cref="SendAsync(HttpRequestMessage, string, string?)"/>
    public async Task<ProviderReply> SendAsync(Watched emulator, HttpRequestMessage request, string? key = "")
    {
        using var sent = request;
        if (key is not null)
        {
            sign(sent, key.Length > 0 ? key : NextKey());
        }

        using var reply = await emulator.Client.SendAsync(sent, TestContext.Current.CancellationToken);
        return await ProviderReply.OfAsync(reply);
    }

    /// <summary>Starts an emulator of a test's own, on a clock that the test moves.</summary>
    public async Task<Watched> StartAsync(string behaviour = "", VirtualClock? clock = null)
    {
        var section = behaviour.Contains("timing:", StringComparison.Ordinal) || behaviour.Contains("profile:", StringComparison.Ordinal) ? behaviour
            : behaviour.Length == 0 ? atOnce : $"{behaviour}, {atOnce}";
        var scenario = ScenarioDocument.Parse(
            $"version: 1\ntitle: facts\nemulator: {{seed: 7, dialects: {{{dialect}: {{{section}}}}}}}\n", "facts.yaml");
        var running = clock ?? new VirtualClock();
        var app = EmulatorApp.Build(EmulatorSettings.From(scenario), running, host => host.UseTestServer());
        await app.StartAsync(CancellationToken.None);
        return new Watched(app, app.GetTestClient(), running);
    }

    /// <summary>A running emulator and its clock.</summary>
    internal sealed record Watched(WebApplication App, HttpClient Client, VirtualClock Clock) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await App.DisposeAsync();
        }
    }
}
