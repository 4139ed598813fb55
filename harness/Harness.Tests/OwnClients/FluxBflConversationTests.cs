using System.Net;
using System.Text.Json.Nodes;
using Emulator;
using Emulator.Clocks;
using Emulator.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.Audit;
using ProviderClients.Flux.Bfl;
using ProviderClients.Images;
using ProviderClients.Images.Fitting;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.OwnClients;

/// <summary>
/// Our client and the emulator, which were written from the same facts by people who did not look at each other's work: what one sends
/// the other takes, for every family of models, and both come to the same bill.
/// </summary>
public sealed class FluxBflConversationTests
{
    private const string Secret = "a-secret-of-the-hook";

    [Theory]
    [InlineData(FluxBflModels.Flux2Pro, 1216, 832, 1216, 832)]
    [InlineData(FluxBflModels.Flux2Max, 1000, 700, 1008, 704)]
    [InlineData(FluxBflModels.Flux2Flex, 640, 360, 640, 368)]
    [InlineData(FluxBflModels.Flux2Klein4B, 512, 512, 512, 512)]
    [InlineData(FluxBflModels.Pro11, 1200, 630, 1216, 640)]
    [InlineData(FluxBflModels.Dev, 512, 256, 512, 256)]
    [InlineData(FluxBflModels.Pro11Ultra, 800, 450, 2752, 1536)]
    [InlineData(FluxBflModels.KontextPro, 600, 400, 1248, 832)]
    [InlineData(FluxBflModels.KontextMax, 400, 400, 1024, 1024)]
    public async Task Generate_WithEveryModel_HasTheSizeAskedForAndThePriceBilled(
        string model, int width, int height, int cameWidth, int cameHeight)
    {
        var (image, billed) = await FlyAsync(client => client.GenerateAsync(new FluxBflRequest
        {
            Prompt = "a lighthouse",
            Model = model,
            WidthPixels = width,
            HeightPixels = height,
            OutputFormat = "jpeg",
            Seed = 7,
        }));

        Assert.Equal(new ImageCame("image/jpeg", cameWidth, cameHeight), image.Mapping!.Came);
        Assert.Equal(("image/jpeg", new ImageDimensions(width, height)), (ImageFormat.Of(image.Bytes.Span), ImageDimensions.Of(image.Bytes.Span)));
        Assert.Empty(image.Mapping.NotHonoured);
        Assert.Equal(billed, (long)(image.CostUsd!.Value * 1_000_000));
    }

    public static TheoryData<string, FluxBflModelOptions> Edits => new()
    {
        { FluxBflModels.Flux2Pro, new Flux2Options(Input, Input) },
        { FluxBflModels.Flux2Flex, new Flux2FlexOptions(Input) { Steps = 20, Guidance = 4.5, PromptUpsampling = false } },
        { FluxBflModels.Flux2Klein9B, new Flux2Options(Input) },
        { FluxBflModels.KontextPro, new FluxKontextOptions(Input) { PromptUpsampling = true } },
        { FluxBflModels.Pro11, new Flux1Options { ImagePrompt = Input, PromptUpsampling = true } },
        { FluxBflModels.Dev, new Flux1Options { Steps = 20, Guidance = 3.5 } },
        { FluxBflModels.Pro11Ultra, new FluxUltraOptions { Raw = true, ImagePrompt = Input, ImagePromptStrength = 0.4 } },
        { FluxBflModels.Fill, new FluxFillOptions(Input) { Mask = Input, Steps = 20, Guidance = 30 } },
        { FluxBflModels.Expand, new FluxExpandOptions(Input) { LeftPixels = 64, BottomPixels = 32 } },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Generate_WithTheOptionsOfItsFamily_IsTaken(string model, FluxBflModelOptions options)
    {
        var (image, _) = await FlyAsync(client => client.GenerateAsync(
            new FluxBflRequest { Prompt = "a lighthouse", Model = model, ModelOptions = options, SafetyTolerance = 5 }));

        Assert.NotNull(image.Mapping!.Came.WidthPixels);
    }

    [Fact]
    public async Task Generate_PromptIsModerated_IsItsOwnKind()
    {
        ProviderException? failure = null;

        await FlyAsync(async client =>
        {
            failure = await Assert.ThrowsAsync<ProviderException>(() => client.GenerateAsync(new FluxBflRequest { Prompt = "[moderated] a sword" }));
            return new GeneratedImage("", default, "", null);
        });

        Assert.Equal(ProviderErrorKind.Moderated, failure!.Kind);
        Assert.NotNull(Assert.IsType<FluxBflErrorDetails>(failure.Details).IsContentWithheld);
    }

    /// <summary>Over sockets: the emulator posts to an application with our endpoint, and the waiter is woken without a single poll.</summary>
    [Fact]
    public async Task Generate_WithAWebhook_IsWokenByTheNewsAndNeverPolls()
    {
#pragma warning disable RS0030 // sockets live in real time
        var realTime = TimeProvider.System;
#pragma warning restore RS0030
        await using var server = EmulatorApp.Build(Settings("timing: {queueTime: 0s, runTime: 200ms}"), realTime, host => host.UseTestServer());
        await server.StartAsync(TestContext.Current.CancellationToken);

        // However slow the machine is, the client's own clock does not come to its first poll while the news is on its way.
        await using var container = Services(server, new ControlledTime(realTime, ControlledTime.LowestRate));
        var shared = container.GetRequiredService<ProviderClientServices>();
        await using var application = Receiver(options => new FluxBflClient(options, shared), out var options);
        await application.StartAsync(TestContext.Current.CancellationToken);
        options.WebhookUrl = new Uri($"{application.Urls.First()}/hook");

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), realTime);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, TestContext.Current.CancellationToken);
        var image = await application.Services.GetRequiredService<FluxBflClient>().GenerateAsync(
            new FluxBflRequest { Prompt = "a lighthouse", WidthPixels = 256, HeightPixels = 256 }, both.Token);
        await server.StopAsync(CancellationToken.None);

        Assert.Equal(new ImageDimensions(256, 256), ImageDimensions.Of(image.Bytes.Span));
        Assert.DoesNotContain("poll", server.Services.GetRequiredService<ExchangeJournal>().Lines.Select(line => (string?)JsonNode.Parse(line)!["kind"]));
    }

    private static FluxBflInputImage Input { get; } =
        FluxBflInputImage.FromBytes(PngWriter.Write(new PixelGrid(320, 288, 3), CancellationToken.None));

    private static WebApplication Receiver(Func<FluxBflOptions, FluxBflClient> make, out FluxBflOptions options)
    {
        var made = new FluxBflOptions
        {
            ApiKey = "bfl-canary",
            BaseUrl = new Uri("http://localhost/flux"),
            WebhookUrl = new Uri("http://127.0.0.1/not-known-yet"),
            WebhookSecret = Secret,
        };
        options = made;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore().AddSingleton(make(made));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.MapFluxBflWebhook("/hook");
        return application;
    }

    private static Task<(GeneratedImage Image, long Billed)> FlyAsync(Func<FluxBflClient, Task<GeneratedImage>> work)
    {
        var clock = new VirtualClock();
        return VirtualRun.RunAsync(clock, async _ =>
        {
            await using var server = EmulatorApp.Build(Settings(""), clock, host => host.UseTestServer());
            await server.StartAsync(TestContext.Current.CancellationToken);
            await using var container = Services(server, clock);
            var image = await work(new FluxBflClient(
                new FluxBflOptions { ApiKey = "bfl-canary", BaseUrl = new Uri("http://localhost/flux") },
                container.GetRequiredService<ProviderClientServices>()));
            await server.StopAsync(CancellationToken.None);
            var journal = server.Services.GetRequiredService<ExchangeJournal>().Lines;
            return (image, journal.Sum(line => (long?)JsonNode.Parse(line)!["units"]?["microUsd"] ?? 0));
        });
    }

    private static EmulatorSettings Settings(string lines) => EmulatorSettings.From(ScenarioDocument.Parse(
        $"version: 1\ntitle: a conversation\nemulator: {{seed: 3, dialects: {{Flux/Bfl: {{{lines}}}}}}}\n", "conversation.yaml"));

    private static ServiceProvider Services(WebApplication server, TimeProvider clock)
    {
        var made = 0;
        return new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton<IAuditSink>(new MemoryAuditSink())
            .AddSingleton(new ProviderChance(Seed: 42, () => $"call-{++made}"))
            .AddProviderClientServices()
            .ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(
                builder => builder.PrimaryHandler = server.GetTestServer().CreateHandler()))
            .BuildServiceProvider();
    }
}
