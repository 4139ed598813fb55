using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProviderClients.Flux.Bfl;

namespace ProviderClients.Tests.Flux.Bfl;

public sealed class FluxBflWebhookTests
{
    private const string Secret = "a-secret-of-the-hook";
    private const string Ready = """{"id":"t-1","status":"Ready","result":{"sample":"https://delivery.bfl.ai/a.jpeg","prompt":"p","seed":1},"timestamp":"2026-11-20T10:00:00Z"}""";

    public static TheoryData<string?, string?, FluxBflWebhookOutcome> Proofs => new()
    {
        { SignatureOf(Ready), null, FluxBflWebhookOutcome.Accepted },
        { SignatureOf(Ready).ToUpperInvariant().Replace("SHA256", "sha256", StringComparison.Ordinal), null, FluxBflWebhookOutcome.Accepted },
        { null, Secret, FluxBflWebhookOutcome.Accepted },
        { SignatureOf(Ready), Secret, FluxBflWebhookOutcome.Accepted },
        { null, null, FluxBflWebhookOutcome.Unproven },
        { null, "", FluxBflWebhookOutcome.Unproven },
        { null, Secret + "x", FluxBflWebhookOutcome.Unproven },
        { "", Secret, FluxBflWebhookOutcome.Unproven },
        { SignatureOf(Ready), "another", FluxBflWebhookOutcome.Unproven },
        { SignatureOf(Ready + " "), Secret, FluxBflWebhookOutcome.Unproven },
        { SignatureOf(Ready)["sha256=".Length..], null, FluxBflWebhookOutcome.Unproven },
        { SignatureOf(Ready) + "00", null, FluxBflWebhookOutcome.Unproven },
        { "sha256=" + new string('z', 64), null, FluxBflWebhookOutcome.Unproven },
    };

    [Theory]
    [MemberData(nameof(Proofs))]
    public void Receive_Proof_MustBeThereAndRight(string? signature, string? secret, FluxBflWebhookOutcome outcome) =>
        Assert.Equal(outcome, new FluxBflWebhookReceiver(Secret).Receive(signature, secret, Encoding.UTF8.GetBytes(Ready)));

    [Theory]
    [InlineData("not json", FluxBflWebhookOutcome.Malformed)]
    [InlineData("[]", FluxBflWebhookOutcome.Malformed)]
    [InlineData("""{"status":"Ready"}""", FluxBflWebhookOutcome.Malformed)]
    [InlineData("""{"id":"t-2","status":"Pending"}""", FluxBflWebhookOutcome.Accepted)]
    [InlineData("""{"id":"t-2","status":"Error","error":"e","message":"m","timestamp":"x"}""", FluxBflWebhookOutcome.Accepted)]
    public void Receive_OtherBodies_AreToldApart(string body, FluxBflWebhookOutcome outcome) =>
        Assert.Equal(outcome, new FluxBflWebhookReceiver(Secret).Receive(SignatureOf(body), null, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Receive_Twice_IsHarmless()
    {
        var receiver = new FluxBflWebhookReceiver(Secret);

        Assert.Equal(FluxBflWebhookOutcome.Accepted, receiver.Receive(null, Secret, Encoding.UTF8.GetBytes(Ready)));
        Assert.Equal(FluxBflWebhookOutcome.Duplicate, receiver.Receive(null, Secret, Encoding.UTF8.GetBytes(Ready)));
    }

    [Fact]
    public void Receive_VeryMany_KeepsTheNewestAlone()
    {
        var receiver = new FluxBflWebhookReceiver(Secret);
        for (var number = 0; number < 2000; number++)
        {
            receiver.Receive(null, Secret, Encoding.UTF8.GetBytes(Ready.Replace("t-1", $"n-{number}", StringComparison.Ordinal)));
        }

        Assert.Null(receiver.Find("n-975"));
        Assert.NotNull(receiver.Find("n-976"));
    }

    [Fact]
    public async Task Generate_NewsComes_IsDownloadedAtOnceWithoutAsking()
    {
        using var rig = new ClientRig(Answer);

        var image = await rig.FlyAsync(async () =>
        {
            var client = Client(rig);
            var generating = client.GenerateAsync(new FluxBflRequest { Prompt = "a fox", CallId = "fox" });
            await Task.Delay(TimeSpan.FromSeconds(2), rig.Clock);
            Assert.Equal(FluxBflWebhookOutcome.Accepted, client.Webhooks!.Receive(SignatureOf(Ready), Secret, Encoding.UTF8.GetBytes(Ready)));
            return await generating;
        });

        Assert.Equal(("t-1", TimeSpan.FromSeconds(2)), (image.JobId, rig.Clock.Elapsed));
        Assert.Equal(["/v1/flux-2-pro", "/a.jpeg"], rig.Seen.Select(seen => seen.Url.AbsolutePath));
        Assert.Equal("""{"prompt":"a fox","webhook_url":"https://app.example/hook","webhook_secret":"a-secret-of-the-hook"}""", rig.Seen[0].Body);
    }

    [Fact]
    public async Task Generate_NewsCameBeforeTheAnswerToTheSubmit_IsNotMissed()
    {
        using var rig = new ClientRig(Answer);

        await rig.FlyAsync(async () =>
        {
            var client = Client(rig);
            client.Webhooks!.Receive(null, Secret, Encoding.UTF8.GetBytes(Ready));
            return await client.GenerateAsync(new FluxBflRequest { Prompt = "a fox" });
        });

        Assert.Equal(TimeSpan.Zero, rig.Clock.Elapsed);
        Assert.Equal(2, rig.Seen.Count);
    }

    [Fact]
    public async Task Generate_NewsIsLost_IsAskedForInTheEnd()
    {
        using var rig = new ClientRig(Answer);

        var image = await rig.FlyAsync(() => Client(rig).GenerateAsync(new FluxBflRequest { Prompt = "a fox" }));

        Assert.Equal("t-1", image.JobId);
        Assert.Equal("https://api.bfl.ai/v1/get_result?id=t-1", rig.Seen[1].Url.AbsoluteUri);
    }

    [Fact]
    public async Task Generate_NewsIsThatItWasModerated_FailsSo()
    {
        using var rig = new ClientRig(Answer);
        const string News = """{"id":"t-1","status":"Request Moderated","result":null,"details":{"Moderation Reasons":["Violence"]}}""";

        var failure = await rig.FailAsync(async () =>
        {
            var client = Client(rig);
            client.Webhooks!.Receive(SignatureOf(News), null, Encoding.UTF8.GetBytes(News));
            await client.GenerateAsync(new FluxBflRequest { Prompt = "a fox" });
        });

        Assert.Equal((ProviderErrorKind.Moderated, "Violence"), (failure.Kind, failure.Said));
    }

    [Theory]
    [InlineData(Secret, Ready, 204)]
    [InlineData("wrong", Ready, 401)]
    [InlineData(Secret, "{}", 400)]
    [InlineData(Secret, null, 413)]
    public async Task Endpoint_AnswersAsTheProviderExpects(string secret, string? body, int status)
    {
        using var rig = new ClientRig(Answer);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddRoutingCore().AddSingleton(Client(rig));
        await using var application = builder.Build();
        application.MapFluxBflWebhook("/hook");
        var endpoint = Assert.Single(Assert.Single(((IEndpointRouteBuilder)application).DataSources).Endpoints);
        var context = new DefaultHttpContext();
        context.Request.Headers[FluxBflWebhookReceiver.SecretHeader] = secret;
        context.Request.Body = new MemoryStream(body is null ? new byte[FluxBflWebhookReceiver.MostBodyBytes + 1] : Encoding.UTF8.GetBytes(body));

        await endpoint.RequestDelegate!(context);

        Assert.Equal(status, context.Response.StatusCode);
    }

    [Theory]
    [InlineData("http://app.example/hook", Secret, "WebhookUrl is http://app.example/hook: write an absolute https address of at most 2083 characters.")]
    [InlineData("https://app.example/hook", "short", "WebhookSecret must have 16 characters or more where there is a WebhookUrl: it proves the sender.")]
    public void Options_ThatAreNotSafe_AreRefused(string address, string secret, string why) => Assert.Equal(
        why, new FluxBflOptionsRules().Validate(null, new FluxBflOptions { WebhookUrl = new Uri(address), WebhookSecret = secret }).FailureMessage);

    private static Task<HttpResponseMessage> Answer(ClientRig rig, SeenRequest request) => request.Url.AbsolutePath switch
    {
        "/v1/flux-2-pro" => ClientRig.Json(200, """{"id":"t-1","status":"Pending","webhook_url":"https://app.example/hook","cost":3.0}"""),
        "/a.jpeg" => ClientRig.Picture(),
        _ => ClientRig.Json(200, Ready),
    };

    private static FluxBflClient Client(ClientRig rig) => new(
        new FluxBflOptions { ApiKey = "bfl-canary", WebhookUrl = new Uri("https://app.example/hook"), WebhookSecret = Secret }, rig.Services);

    private static string SignatureOf(string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)));
}
