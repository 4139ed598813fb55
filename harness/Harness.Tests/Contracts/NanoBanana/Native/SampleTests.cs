using System.Net;
using System.Text;
using Harness.Facts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.NanoBanana.Native;
using VirtualTime;

namespace Harness.Tests.Contracts.NanoBanana.Native;

/// <summary>The third witness: the definition's own bodies have the shape of the emulator's answers, and our client reads them.</summary>
public sealed class SampleTests
{
    private static string Folder { get; } = Path.Combine(
        RepositoryRoot.File("harness", "Harness.Tests", "Contracts", "NanoBanana", "Native"), "samples");

    [Fact]
    public void Samples_AreAllListedWithTheirSource()
    {
        var rows = MarkdownRow.Of(File.ReadAllText(Path.Combine(Folder, "..", FactsFile.Name)))
            .Where(row => row.Head is ["sample", "form of", "date"]).ToList();

        Assert.All(rows, row => Assert.True(row.Cells.Count == 3 && row.Cells.All(cell => cell.Length > 0), $"line {row.Line}"));
        Assert.Equal(
            Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            rows.Select(row => row.Cells[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("job.queued.json", "a fox", "timing: {queueTime: 1h, runTime: 1h}")]
    [InlineData("job.completed.json", "a fox", "")]
    [InlineData("job.failed.json", "a [failed] fox", "")]
    public async Task Job_HasTheShapeOfTheSample(string sample, string prompt, string behaviour) =>
        Check(sample, await NativeAsk.JobAsync($$"""{"prompt":"{{prompt}}"}""", behaviour));

    [Theory]
    [InlineData("submit.json", "\"width\":256")]
    [InlineData("error.json", "\"width\":1")]
    public async Task Submit_HasTheShapeOfTheSample(string sample, string parameters) =>
        Check(sample, await NativeAsk.SubmitWithAsync(parameters));

    [Theory]
    [InlineData("submit.json", "queued", 0, null, null)]
    [InlineData("job.queued.json", "queued", 0, null, null)]
    [InlineData("job.completed.json", "completed", 100, "https://api.nanobanana.com/v1/files/img_01JD5Z8K7Q2M3N4P5R6S7T8V9W.png", null)]
    [InlineData("job.failed.json", "failed", 100, null, "generation_failed")]
    public async Task Job_IsDecoded(string sample, string status, int progress, string? image, string? code)
    {
        using var sender = new SampleSender(sample, HttpStatusCode.OK);

        var job = await sender.Client.GetJobAsync("job_1", TestContext.Current.CancellationToken);

        Assert.Equal(("job_01JD5Z8K7Q2M3N4P5R6S7T8V9W", status, progress), (job.JobId, job.Status, job.Progress));
        Assert.Equal((image, code), (job.ImageUrl?.AbsoluteUri, job.ErrorCode));
    }

    [Fact]
    public async Task Refusal_IsDecoded()
    {
        using var sender = new SampleSender("error.json", HttpStatusCode.BadRequest);

        var thrown = await Assert.ThrowsAsync<ProviderException>(
            () => sender.Client.GetJobAsync("job_1", TestContext.Current.CancellationToken));

        Assert.Equal(ProviderErrorKind.InvalidRequest, thrown.Kind);
        Assert.Contains("parameters.width must be an integer from 256 to 4096.", thrown.Message, StringComparison.Ordinal);
    }

    private static void Check(string sample, ProviderReply reply) => Assert.Equal(JsonShape.OfJson(Read(sample)), JsonShape.OfJson(reply.Text));

    private static string Read(string sample) => File.ReadAllText(Path.Combine(Folder, sample));

    /// <summary>A client to which a sample is sent, whatever it asks.</summary>
    private sealed class SampleSender : HttpMessageHandler
    {
        private readonly string _sample;
        private readonly HttpStatusCode _status;
        private readonly ServiceProvider _services;

        public SampleSender(string sample, HttpStatusCode status)
        {
            _sample = sample;
            _status = status;
            _services = new ServiceCollection()
                .AddSingleton<TimeProvider>(new VirtualClock())
                .AddProviderClientServices()
                .ConfigureAll<HttpClientFactoryOptions>(options =>
                    options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = this))
                .BuildServiceProvider();
            Client = new NanoBananaNativeClient(
                new NanoBananaNativeOptions { ApiKey = "nb-sample", BaseUrl = new Uri("https://nanobanana.test/v1"), RetryLimit = 0 },
                _services.GetRequiredService<ProviderClientServices>());
        }

        public NanoBananaNativeClient Client { get; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(_status)
            {
                Content = new StringContent(Read(_sample), Encoding.UTF8, "application/json"),
            });

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _services.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
