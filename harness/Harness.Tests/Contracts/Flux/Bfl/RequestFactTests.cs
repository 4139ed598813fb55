using System.Globalization;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Section 3: the fields of requests, their ranges and defaults.</summary>
public sealed class RequestFactTests
{
    [Theory]
    [ProviderFact("bfl-3-pro-width", "flux-pro-1.1", 32)]
    [ProviderFact("bfl-3-pro-height", "flux-pro-1.1", 32)]
    [ProviderFact("bfl-3-dev-width", "flux-dev", 32)]
    [ProviderFact("bfl-3-tolerance", "flux-pro-1.1", 1)]
    [ProviderFact("bfl-3-tolerance-ultra", "flux-pro-1.1-ultra", 1)]
    [ProviderFact("bfl-3-tolerance-kontext", "flux-kontext-max", 1)]
    [ProviderFact("bfl-3-tolerance-fill", "flux-pro-1.0-fill", 1)]
    [ProviderFact("bfl-3-tolerance-flux2", "flux-2-pro", 1)]
    [ProviderFact("bfl-3-dev-steps", "flux-dev", 1)]
    [ProviderFact("bfl-3-flex-steps", "flux-2-flex", 1)]
    [ProviderFact("bfl-3-fill-steps", "flux-pro-1.0-fill", 1)]
    [ProviderFact("bfl-3-expand-sides", "flux-pro-1.0-expand", 1)]
    [ProviderFact("bfl-3-finetune-strength", "flux-pro-1.1-ultra-finetuned", 1)]
    [ProviderFact("bfl-3-ultra-strength", "flux-pro-1.1-ultra", 1)]
    [ProviderFact("bfl-3-dev-guidance", "flux-dev", 1)]
    [ProviderFact("bfl-3-flex-guidance", "flux-2-flex", 1)]
    [ProviderFact("bfl-3-fill-guidance", "flux-pro-1.0-fill", 1)]
    public async Task Number_HasARange(string model, int step, string field, decimal least, decimal most)
    {
        Assert.Equal((200, 200), (await StatusAsync(model, field, least), await StatusAsync(model, field, most)));
        Assert.Equal((422, 422), (await StatusAsync(model, field, least - step), await StatusAsync(model, field, most + step)));
    }

    [Theory, ProviderFact("bfl-3-step")]
    public async Task Sides_AreMultiples(int multiple)
    {
        Assert.Equal(200, await StatusAsync("flux-pro-1.1", "width", 256 + multiple));
        Assert.Equal(422, await StatusAsync("flux-pro-1.1", "width", 256 + (multiple / 2)));
    }

    [Theory, ProviderFact("bfl-3-flux2-least")]
    public async Task Flux2_HasALeastSide(string field, int least)
    {
        Assert.Equal(200, await StatusAsync("flux-2-pro", field, least));
        Assert.Equal(422, await StatusAsync("flux-2-pro", field, least - 1));
    }

    [Theory]
    [ProviderFact("bfl-3-kontext-required", "flux-kontext-pro")]
    [ProviderFact("bfl-3-flux2-required", "flux-2-max")]
    [ProviderFact("bfl-3-fill-required", "flux-pro-1.0-fill")]
    [ProviderFact("bfl-3-expand-required", "flux-pro-1.0-expand")]
    [ProviderFact("bfl-3-finetune-required", "flux-pro-1.1-ultra-finetuned")]
    public async Task Field_IsRequired(string model, string field)
    {
        var reply = await BflServer.AskAsync(model, "{}");

        Assert.Equal(("missing", field), ((string?)reply.Violation["type"], (string?)reply.Violation["loc"]![1]));
        Assert.Single(reply.Json["detail"]!.AsArray());
    }

    [Theory]
    [ProviderFact("bfl-3-pro-nothing-required", "flux-pro-1.1")]
    [ProviderFact("bfl-3-ultra-nothing-required", "flux-pro-1.1-ultra")]
    public async Task Nothing_IsRequired(string model, string body, int status, string prompt)
    {
        var polled = await BflServer.FinishAsync(model, body);

        Assert.Equal((status, prompt), (polled.Status, polled.Json["result"]!["prompt"]!.ToJsonString()));
    }

    [Theory, ProviderFact("bfl-3-null")]
    public async Task Null_CountsAsAbsent(int status, params string[] fields)
    {
        foreach (var field in fields)
        {
            Assert.Equal(status, (await BflServer.AskAsync("flux-2-flex", $$"""{"prompt":"a","{{field}}":null}""")).Status);
            Assert.Equal(422, (await BflServer.AskAsync("flux-2-flex", $$"""{"prompt":"a","{{field}}":[]}""")).Status);
        }
    }

    [Theory]
    [ProviderFact("bfl-3-unknown-fields", "flux-pro-1.1")]
    [ProviderFact("bfl-3-ignored-by-flux2", "flux-2-pro")]
    public async Task Fields_OfOthers_AreIgnored(string model, int status, params string[] fields)
    {
        foreach (var field in fields)
        {
            Assert.Equal(status, (await BflServer.AskAsync(model, $$"""{"prompt":"a",{{field}}}""")).Status);
        }
    }

    [Theory, ProviderFact("bfl-3-zero-width")]
    public async Task ZeroWidth_IsNoDefault(int zero, int status, int omitted)
    {
        Assert.Equal(status, await StatusAsync("flux-2-pro", "width", zero));
        Assert.Equal(omitted, (await BflServer.AskAsync("flux-2-pro", """{"prompt":"a","width":null}""")).Status);
        Assert.Equal(0, zero);
    }

    [Theory]
    [ProviderFact("bfl-3-format", "flux-pro-1.1")]
    [ProviderFact("bfl-3-format-flux2", "flux-2-pro")]
    [ProviderFact("bfl-3-format-kontext", "flux-kontext-pro")]
    public async Task Format_HasADefault(string model, string format)
    {
        var polled = await BflServer.FinishAsync(model, """{"prompt":"a"}""");

        Assert.Equal($"image/{format}", (await (await BflServer.OfAsync()).DownloadAsync(polled)).Headers["content-type"]);
    }

    [Theory, ProviderFact("bfl-3-finetune-id")]
    public async Task FinetuneId_HasAnOrganisation(string id, int status)
    {
        var reply = await BflServer.AskAsync("flux-pro-1.1-ultra-finetuned", $$"""{"finetune_id":"{{id}}"}""");
        var known = await (await BflServer.OfAsync("provider: {finetunes: {org-id/lora-name: null}}")).GetAsync($"/v1/finetune_details?finetune_id={id}");

        Assert.Equal((status, status), (reply.Status, known.Status));
    }

    [Theory, ProviderFact("bfl-3-lax")]
    public async Task Conversion_IsLax(int status, string number, string fraction, string boolean) => Assert.Equal(
        status,
        (await BflServer.AskAsync("flux-pro-1.1", $"{{\"width\":{number},\"height\":{fraction},\"prompt_upsampling\":{boolean}}}")).Status);

    private static async Task<int> StatusAsync(string model, string field, decimal value)
    {
        var body = BflServer.Any.TrimEnd('}') + $",\"{field}\":{value.ToString(CultureInfo.InvariantCulture)}}}";
        var reply = await BflServer.AskAsync(model, body);

        // A field that is not the model's is ignored, and would pass with anything.
        Assert.True(reply.Status == 200 || (string?)reply.Violation["loc"]![1] == field, reply.Text);
        return reply.Status;
    }
}
