using System.Text.Json.Nodes;
using Emulator;
using Emulator.Journal;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.Audit;
using ProviderClients.DeepSeek.Chat;
using ProviderClients.Enhancement;
using ProviderClients.Flux.Bfl;
using ProviderClients.Flux.ImagePig;
using ProviderClients.Thumbnails;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.OwnClients;

/// <summary>Both costs of a thumbnail, compared with what the emulator wrote into its own bill.</summary>
public sealed class ThumbnailBillTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Costs_AreTheProvidersOwnAndTheConfiguredOne(bool isImagePig)
    {
        var folder = Directory.CreateTempSubdirectory("thumbnail-").FullName;
        try
        {
            var (thumbnail, billed) = await MakeAsync(folder, isImagePig);

            Assert.Equal(billed[0], (long)Math.Ceiling(thumbnail.EnhancementCostUsd!.Value * 1_000_000));
            Assert.Equal(isImagePig ? 0.02m : billed.Skip(1).Sum() / 1_000_000m, thumbnail.ImageCostUsd);
            Assert.Equal(thumbnail.EnhancementCostUsd + thumbnail.ImageCostUsd, thumbnail.TotalCostUsd);
            Assert.True(File.Exists(thumbnail.Path));
            Assert.EndsWith("post.jpg", thumbnail.Path, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<(BlogThumbnail Thumbnail, long[] Billed)> MakeAsync(string folder, bool isImagePig)
    {
        var document = ScenarioDocument.Parse("version: 1\ntitle: a bill\nemulator: {seed: 5}\n", "bill.yaml");
        var clock = new VirtualClock();
        return VirtualRun.RunAsync(clock, async _ =>
        {
            await using var server = EmulatorApp.Build(EmulatorSettings.From(document), clock, host => host.UseTestServer());
            await server.StartAsync(TestContext.Current.CancellationToken);
            await using var container = new ServiceCollection()
                .AddSingleton<TimeProvider>(clock)
                .AddSingleton<IAuditSink>(new MemoryAuditSink())
                .AddSingleton(new ProviderChance(Seed: 42, () => "never-asked-for"))
                .AddProviderClientServices()
                .ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(
                    builder => builder.PrimaryHandler = server.GetTestServer().CreateHandler()))
                .BuildServiceProvider();
            var services = container.GetRequiredService<ProviderClientServices>();
            var chat = new DeepSeekChatOptions { ApiKey = "sk-canary", PricesOf = DateTimeOffset.MaxValue, BaseUrl = new Uri("http://localhost/deepseek") };
            var painter = isImagePig
                ? ThumbnailPainter.With(new FluxImagePigClient(
                    new FluxImagePigOptions { ApiKey = "pig-canary", PricePerImageUsd = 0.02m, BaseUrl = new Uri("http://localhost/imagepig") }, services))
                : ThumbnailPainter.With(new FluxBflClient(
                    new FluxBflOptions { ApiKey = "bfl-canary", BaseUrl = new Uri("http://localhost/flux") }, services));
            var job = new BlogThumbnailJob(new PromptEnhancer(new DeepSeekChatClient(chat, services)), services);
            var thumbnail = await job.MakeAsync(
                new BlogThumbnailOrder { Title = "The year of the lighthouse", Folder = folder, CallId = "post" }, painter);
            await server.StopAsync(CancellationToken.None);
            var journal = server.Services.GetRequiredService<ExchangeJournal>().Lines;
            return (thumbnail, journal.Select(line => (long?)JsonNode.Parse(line)!["units"]?["microUsd"] ?? 0).ToArray());
        });
    }
}
