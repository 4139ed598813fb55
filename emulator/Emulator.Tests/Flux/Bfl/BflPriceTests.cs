using System.Globalization;
using static Emulator.Tests.Flux.Bfl.BflFlight;

namespace Emulator.Tests.Flux.Bfl;

/// <summary>What a task costs, how that is counted, and who pays.</summary>
public sealed class BflPriceTests
{
    [Theory]
    [InlineData("flux-2-pro", """{"prompt":"a","width":1024,"height":1024}""", "3.0", "0.0", "1.05")]
    [InlineData("flux-2-pro", """{"prompt":"a","width":2048,"height":1024}""", "4.5", "0.0", "2.1")]
    [InlineData("flux-2-pro", """{"prompt":"a","width":1024,"height":1024,"input_image":"aaaa","input_image_2":"bbbb"}""", "6.0", "2.1", "1.05")]
    [InlineData("flux-2-pro", """{"prompt":"a","width":1920,"height":1080}""", "4.5", "0.0", "2.07")]
    [InlineData("flux-2-max", """{"prompt":"a"}""", "7.0", "0.0", "1.05")]
    [InlineData("flux-2-klein-4b", """{"prompt":"a","width":1024,"height":1040}""", "1.5", "0.0", "1.06")]
    [InlineData("flux-kontext-max", """{"prompt":"a"}""", "8.0", "0.0", "1.05")]
    [InlineData("flux-pro-1.1", "{}", "4.0", "0.0", "0.79")]
    [InlineData("flux-pro-1.1-ultra", "{}", "6.0", "0.0", "4.23")]
    [InlineData("flux-pro-1.1-ultra-finetuned", """{"finetune_id":"a"}""", "7.0", "0.0", "4.23")]
    [InlineData("flux-pro-1.0-fill", """{"image":"https://example.com/a.png"}""", "5.0", "1.05", "1.05")]
    [InlineData("flux-2-flex", """{"prompt":"a","width":2048,"height":1024}""", "10.0", "0.0", "2.1")]
    [InlineData("flux-dev", """{"prompt":"a"}""", "2.5", "0.0", "0.79")]
    public async Task Submit_Cost_FollowsTheModelsPrice(string model, string body, string cost, string inputMp, string outputMp)
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);

        var answer = await said.PostAsync($"/flux/v1/{model}", body);

        Assert.EndsWith($"\"cost\":{cost},\"input_mp\":{inputMp},\"output_mp\":{outputMp}}}", answer, StringComparison.Ordinal);
        Assert.Equal(
            (long)(decimal.Parse(cost, CultureInfo.InvariantCulture) * 10_000),
            (long)emulator.Journal[0]["units"]!["microUsd"]!);
    }

    [Theory]
    [InlineData("rounding: up", 1920, 1080, "4.5")]
    [InlineData("rounding: up, megapixelPixels: 1000000", 1920, 1080, "6.0")]
    [InlineData("rounding: nearest", 1280, 1024, "3.0")]
    [InlineData("rounding: down, megapixelPixels: 1000000", 1920, 1080, "4.5")]
    [InlineData("rounding: exact", 2048, 1536, "6.0")]
    [InlineData("rounding: exact", 512, 512, "3.0")]
    public async Task Cost_UnderOtherRounding_IsThatOfTheScenario(string price, int width, int height, string cost)
    {
        await using var emulator = await StartWithAsync($"price: {{{price}}}");

        var answer = await Talk(emulator).PostAsync("/flux/v1/flux-2-pro", $$"""{"prompt":"a","width":{{width}},"height":{{height}}}""");

        Assert.Contains($"\"cost\":{cost},", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "[moderated]", "6.0")]
    [InlineData("", "[failed]", "6.0")]
    [InlineData("price: {chargeModerated: false}", "[moderated]", "10.0")]
    [InlineData("price: {chargeModerated: false}", "[failed]", "6.0")]
    [InlineData("price: {chargeFailed: false}", "[failed]", "10.0")]
    [InlineData("price: {chargeFailed: false}", "a cat", "6.0")]
    public async Task Credits_AfterATaskThatCostsFour_AreLeftAsTheScenarioSays(string provider, string prompt, string left)
    {
        await using var emulator = await StartWithAsync(provider, ", keys: [{key: bfl, account: one}], accounts: {one: {credits: 10}}");
        var said = Talk(emulator);

        await said.PostAsync(Pro, $$"""{"prompt":"{{prompt}}"}""");

        Assert.Equal($"{{\"credits\":{left}}}", await said.GetAsync("/flux/v1/credits"));
    }

    [Fact]
    public async Task Submit_WithTooFewCredits_Is402AndStartsNothing()
    {
        await using var emulator = await StartAsync($"{Times}, keys: [{{key: bfl, account: one}}], accounts: {{one: {{credits: 3.9}}}}");
        var said = Talk(emulator);

        using var reply = await said.SendAsync(said.Request(HttpMethod.Post, Pro, Cat));

        Assert.Equal(402, (int)reply.StatusCode);
        Assert.Equal("{\"detail\":\"Insufficient credits\"}", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("{\"credits\":3.9}", await said.GetAsync("/flux/v1/credits"));
    }
}
