using System.Globalization;
using Emulator.Flux.Bfl;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Section 2: what pictures cost, and how long they take.</summary>
public sealed class PriceFactTests
{
    [Theory]
    [ProviderFact("bfl-2-price-pro", "flux-pro-1.1")]
    [ProviderFact("bfl-2-price-dev", "flux-dev")]
    [ProviderFact("bfl-2-price-ultra", "flux-pro-1.1-ultra")]
    [ProviderFact("bfl-2-price-finetuned", "flux-pro-1.1-ultra-finetuned")]
    [ProviderFact("bfl-2-price-kontext", "flux-kontext-pro")]
    [ProviderFact("bfl-2-price-kontext-max", "flux-kontext-max")]
    [ProviderFact("bfl-2-price-fill", "flux-pro-1.0-fill")]
    [ProviderFact("bfl-2-price-expand", "flux-pro-1.0-expand")]
    public async Task Picture_Costs(string model, decimal credits) =>
        Assert.Equal(credits, (decimal)(await BflServer.AskAsync(model, BflServer.Any)).Json["cost"]!);

    [Theory]
    [ProviderFact("bfl-2-price-flux-2-pro", "flux-2-pro", "")]
    [ProviderFact("bfl-2-price-flux-2-max", "flux-2-max", "")]
    [ProviderFact("bfl-2-price-flux-2-flex", "flux-2-flex", "")]
    [ProviderFact("bfl-2-price-flux-2-flex-before", "flux-2-flex", "provider: {catalogDate: 2026-01-27}")]
    [ProviderFact("bfl-2-price-klein-4b", "flux-2-klein-4b", "")]
    [ProviderFact("bfl-2-price-klein-9b", "flux-2-klein-9b", "")]
    public async Task Megapixels_Cost(string model, string behaviour, decimal first, decimal next, decimal input)
    {
        var one = await CostAsync("");
        var two = await CostAsync(",\"width\":2048,\"height\":1024");
        var withInput = await CostAsync($",\"input_image\":\"{BflPicture.Png(1024, 1024)}\"");

        Assert.Equal((first, next, input), (one, two - one, withInput - one));

        async Task<decimal> CostAsync(string more) =>
            (decimal)(await BflServer.AskAsync(model, $"{{\"prompt\":\"a\"{more}}}", behaviour)).Json["cost"]!;
    }

    [Theory, ProviderFact("bfl-2-rounding")]
    public async Task Megapixels_AreRoundedUp(decimal square, decimal wide, decimal withTwo)
    {
        Assert.Equal(square, await CostAsync(",\"width\":1024,\"height\":1024"));
        Assert.Equal(wide, await CostAsync(",\"width\":2048,\"height\":1024"));
        Assert.Equal(withTwo, await CostAsync($",\"input_image\":\"{BflPicture.Png(512, 512)}\",\"input_image_2\":\"{BflPicture.Png(64, 64)}\",\"width\":1000,\"height\":1000"));

        static async Task<decimal> CostAsync(string more) =>
            (decimal)(await BflServer.AskAsync("flux-2-pro", $"{{\"prompt\":\"a\"{more}}}")).Json["cost"]!;
    }

    [Theory, ProviderFact("bfl-2-told-megapixels")]
    public async Task Megapixels_AreToldWithTwoDigits(string size, decimal megapixels)
    {
        var (width, height) = BflPicture.SidesOf(size);
        var reply = await BflServer.AskAsync(
            "flux-2-pro", $$"""{"prompt":"a","width":{{width}},"height":{{height}},"input_image":"{{BflPicture.Png(width, height)}}"}""");

        Assert.Equal((megapixels, megapixels), ((decimal)reply.Json["output_mp"]!, (decimal)reply.Json["input_mp"]!));
    }

    [Theory, ProviderFact("bfl-2-price-megapixel")]
    public async Task PaidMegapixel_HasSoManyPixels(int pixels)
    {
        Assert.Equal(3.0m, await CostAsync(pixels / 1024));
        Assert.Equal(4.5m, await CostAsync((pixels / 1024) + 1));
        Assert.Equal(0, pixels % 1024);

        static async Task<decimal> CostAsync(int width) =>
            (decimal)(await BflServer.AskAsync("flux-2-pro", $$"""{"prompt":"a","width":{{width}},"height":1024}""")).Json["cost"]!;
    }

    [Theory, ProviderFact("bfl-2-credit")]
    public async Task Credit_IsSoMuchMoney(decimal dollars)
    {
        await using var server = await BflServer.StartAsync();
        var submitted = await server.PostAsync("/v1/flux-pro-1.1", "{}");

        Assert.Equal(dollars, (long)server.Journal[0]["units"]!["microUsd"]! / 1_000_000m / (decimal)submitted.Json["cost"]!);
    }

    [Theory]
    [ProviderFact("bfl-2-time-klein", "flux-2-klein-4b")]
    [ProviderFact("bfl-2-time-pro", "flux-2-pro")]
    [ProviderFact("bfl-2-time-max", "flux-2-max")]
    public void Task_OfTheRealisticProfile_EndsWithin(string model, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        BflTiming.Profiles.Realistic.Timings.Single(rule => rule.Models!.Contains(model)).RunTime!.P95);

    [Theory]
    [ProviderFact("bfl-2-time-pro-1.1", "flux-pro-1.1")]
    [ProviderFact("bfl-2-time-ultra", "flux-pro-1.1-ultra")]
    public void Task_OfTheRealisticProfile_TakesAbout(string model, int seconds)
    {
        var realistic = BflTiming.Profiles.Realistic;
        var rule = realistic.Timings.SingleOrDefault(one => one.Models!.Contains(model));

        Assert.Equal(TimeSpan.FromSeconds(seconds), (rule?.RunTime ?? realistic.Timing.RunTime)!.Median);
    }

    [Theory, ProviderFact("bfl-2-flex-day")]
    public async Task Flex_BecameCheaperOnADay(string day, decimal before, decimal since)
    {
        var eve = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-1);

        Assert.Equal((before, since), (await CostAsync($"{eve:yyyy-MM-dd}"), await CostAsync(day)));

        static async Task<decimal> CostAsync(string day) =>
            (decimal)(await BflServer.AskAsync("flux-2-flex", """{"prompt":"a"}""", $"provider: {{catalogDate: {day}}}")).Json["cost"]!;
    }
}
