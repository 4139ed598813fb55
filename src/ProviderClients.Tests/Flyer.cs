using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients.Audit;
using ProviderClients.DeepSeek.Chat;
using ProviderClients.Flux.Bfl;
using ProviderClients.NanoBanana.Native;
using VirtualTime;

namespace ProviderClients.Tests;

/// <summary>Clients on a virtual clock whose requests are answered by a function.</summary>
internal sealed class Flyer : IDisposable
{
    private readonly ServiceProvider _container;

    public Flyer(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        Server = new ScriptedServer(answer);
        _container = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IAuditSink>(Audit)
            .AddSingleton(new ProviderChance(1, () => "made-up"))
            .AddProviderClientServices()
            .ConfigureAll<HttpClientFactoryOptions>(options =>
                options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = Server))
            .BuildServiceProvider();
    }

    public VirtualClock Clock { get; } = new();

    public MemoryAuditSink Audit { get; } = new();

    public ScriptedServer Server { get; }

    private ProviderClientServices Services => _container.GetRequiredService<ProviderClientServices>();

    public DeepSeekChatClient Chat(Action<DeepSeekChatOptions>? configure = null)
    {
        var options = new DeepSeekChatOptions { ApiKey = "sk-canary-key", BaseUrl = new Uri("https://deepseek.test") };
        configure?.Invoke(options);
        return new DeepSeekChatClient(options, Services);
    }

    public NanoBananaNativeClient Native() => new(
        new NanoBananaNativeOptions { ApiKey = "nb-canary-key", BaseUrl = new Uri("https://nano.test/v1") }, Services);

    public FluxBflClient Bfl(Action<FluxBflOptions>? configure = null)
    {
        var options = new FluxBflOptions { ApiKey = "bfl-canary-key", BaseUrl = new Uri("https://api.bfl.test") };
        configure?.Invoke(options);
        return new FluxBflClient(options, Services);
    }

    public Task<T> FlyAsync<T>(Func<Task<T>> work) => VirtualRun.RunAsync(Clock, _ => work());

    public void Dispose()
    {
        _container.Dispose();
        Server.Dispose();
    }
}

/// <summary>Answers requests by a function and remembers them.</summary>
internal sealed class ScriptedServer(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    /// <summary>Method, path and the two identity headers of every request, in order.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>Reads a request's body, which is the moment at which it is committed to the wire.</summary>
    public static Task<string> BodyOf(HttpRequestMessage request) => request.Content!.ReadAsStringAsync();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Seen.Add($"{request.Method} {request.RequestUri!.PathAndQuery} {HeaderOf(request, "X-Request-Id")} {HeaderOf(request, "X-Retry-Count")}");
        return await answer(request, cancellationToken);
    }

    private static string HeaderOf(HttpRequestMessage request, string name) => string.Concat(request.Headers.GetValues(name));
}
