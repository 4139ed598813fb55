using System.Net;
using ProviderClients.Flux.Bfl;

namespace ProviderClients.Tests.Flux.Bfl;

public sealed class FluxBflClientTests
{
    private static readonly FluxBflRequest Request = new() { Prompt = "p", CallId = "c", WidthPixels = 512, HeightPixels = 256 };
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xD9];

    [Fact]
    public async Task GenerateAsync_PollsWhereItIsToldAndDownloads()
    {
        using var flyer = new Flyer(Server("Pending", "Ready"));

        var image = await flyer.FlyAsync(() => flyer.Bfl().GenerateAsync(Request));

        Assert.Equal("image/jpeg", image.ContentType);
        Assert.Equal(
            ["POST /v1/flux-2-pro c 0", "GET /v1/get_result?id=t1 c.poll-1 0", "GET /v1/get_result?id=t1 c.poll-2 0", "GET /s.jpeg c.download 0"],
            flyer.Server.Seen);
    }

    [Theory]
    [InlineData("Content Moderated", ProviderErrorKind.Moderated)]
    [InlineData("Request Moderated", ProviderErrorKind.Moderated)]
    [InlineData("Error", ProviderErrorKind.JobFailed)]
    public async Task GenerateAsync_JobEndsBadly_SaysHow(string status, ProviderErrorKind kind)
    {
        using var flyer = new Flyer(Server(status));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Bfl().GenerateAsync(Request)));

        Assert.Equal(kind, thrown.Kind);
    }

    [Fact]
    public async Task SubmitAsync_PlaceAmongTheJobs_IsHeldUntilTheJobIsSeenFinished()
    {
        using var flyer = new Flyer(Server("Pending", "Ready"));
        var client = flyer.Bfl(options => options.Concurrency = 1);

        await flyer.FlyAsync(async () =>
        {
            var first = await client.SubmitAsync(Request);
            var second = client.SubmitAsync(Request with { CallId = "d" });
            await client.GetResultAsync(first);
            Assert.Single(flyer.Server.Seen, line => line.StartsWith("POST", StringComparison.Ordinal));

            await client.GetResultAsync(first);
            await second;
            return true;
        });

        Assert.Equal(2, flyer.Server.Seen.Count(line => line.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(403, """{"detail":"Not authenticated - Invalid Authentication"}""", ProviderErrorKind.Authentication)]
    [InlineData(422, """{"detail":"Invalid API key format"}""", ProviderErrorKind.Authentication)]
    [InlineData(422, """{"detail":[{"type":"missing","loc":["body","prompt"],"msg":"Field required","input":{}}]}""", ProviderErrorKind.InvalidRequest)]
    [InlineData(402, """{"detail":"Insufficient credits"}""", ProviderErrorKind.InsufficientBalance)]
    public async Task SubmitAsync_Refused_SaysWhatItWas(int status, string body, ProviderErrorKind kind)
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Json(body, (HttpStatusCode)status)));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Bfl().SubmitAsync(Request)));

        Assert.Equal(kind, thrown.Kind);
        Assert.Single(flyer.Server.Seen);
    }

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Server(params string[] statuses)
    {
        var polls = 0;
        return (request, _) => Task.FromResult(request switch
        {
            { Method.Method: "POST" } => Replies.Json("""{"id":"t1","polling_url":"https://api.bfl.test/v1/get_result?id=t1","cost":3.0,"input_mp":0.0,"output_mp":0.13}"""),
            _ when request.RequestUri!.AbsolutePath == "/s.jpeg" => Replies.Bytes(Jpeg, "image/jpeg"),
            _ => Replies.Json($$"""{"id":"t1","status":"{{statuses[Math.Min(polls++, statuses.Length - 1)]}}","result":{"sample":"https://delivery.test/s.jpeg"},"progress":null}"""),
        });
    }
}
