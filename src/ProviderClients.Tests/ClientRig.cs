using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients.Audit;
using ProviderClients.Images;
using VirtualTime;

namespace ProviderClients.Tests;

/// <summary>The shared parts on a virtual clock, with an answer by function for every request.</summary>
internal sealed class ClientRig : IDisposable
{
    private readonly ServiceProvider _container;
    private int _made;

    /// <param name="answer">Answers a request; is given the rig for its clock.</param>
    /// <param name="fitter">Fits pictures; none by default.</param>
    public ClientRig(Func<ClientRig, SeenRequest, Task<HttpResponseMessage>> answer, IImageFitter? fitter = null)
    {
        var services = new ServiceCollection();
        if (fitter is not null)
        {
            services.AddSingleton(fitter);
        }

        _container = services
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IAuditSink>(Audit)
            .AddSingleton(new ProviderChance(7, () => $"made-{++_made}"))
            .AddProviderClientServices()
            .ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(
                builder => builder.PrimaryHandler = new Answers(this, answer)))
            .BuildServiceProvider();
    }

    public VirtualClock Clock { get; } = new();

    public MemoryAuditSink Audit { get; } = new();

    public List<SeenRequest> Seen { get; } = [];

    public ProviderClientServices Services => _container.GetRequiredService<ProviderClientServices>();

    public static Task<HttpResponseMessage> Json(int status, string body) => Task.FromResult(
        new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StringContent(body) });

    public static Task<HttpResponseMessage> Picture(string contentType = "image/jpeg")
    {
        var response = new HttpResponseMessage { Content = new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 0xFF, 0xD9]) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Task.FromResult(response);
    }

    public Task<T> FlyAsync<T>(Func<Task<T>> work) => VirtualRun.RunAsync(Clock, _ => work());

    /// <summary>Flies until the call fails, and gives away how.</summary>
    public Task<ProviderException> FailAsync(Func<Task> work) =>
        VirtualRun.RunAsync(Clock, _ => Assert.ThrowsAsync<ProviderException>(work));

    public void Dispose() => _container.Dispose();

    private sealed class Answers(
        ClientRig rig, Func<ClientRig, SeenRequest, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var one = new SeenRequest(
                rig.Seen.Count,
                request.RequestUri!,
                request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase),
                request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            rig.Seen.Add(one);
            return await answer(rig, one).WaitAsync(cancellationToken);
        }
    }
}

/// <summary>One request as the server saw it.</summary>
/// <param name="Number">0 for the first of the rig.</param>
/// <param name="Url">Where it went.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body; empty without one.</param>
internal sealed record SeenRequest(int Number, Uri Url, IReadOnlyDictionary<string, string> Headers, string Body);
