using static Emulator.Tests.Flux.Bfl.BflFlight;

namespace Emulator.Tests.Flux.Bfl;

/// <summary>On an earlier day the interface is an earlier one.</summary>
public sealed class BflCatalogTests
{
    [Theory]
    [InlineData("2025-12-01", "flux-pro", 200)]
    [InlineData("2025-12-01", "flux-pro-1.0-canny", 200)]
    [InlineData("2025-12-01", "flux-pro-1.0-depth", 200)]
    [InlineData("2026-04-23", "flux-pro", 404)]
    [InlineData("2025-12-01", "flux-2-klein-4b", 404)]
    [InlineData("2026-01-01", "flux-2-klein-4b", 200)]
    [InlineData("2025-10-31", "flux-2-pro", 404)]
    [InlineData("2025-11-01", "flux-2-pro", 200)]
    public async Task Model_IsServedOnItsDays(string day, string model, int status)
    {
        await using var emulator = await StartWithAsync($"catalogDate: {day}");
        var said = Talk(emulator);

        using var reply = await said.SendAsync(said.Request(HttpMethod.Post, $"/flux/v1/{model}", """{"prompt":"a"}"""));

        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Fact]
    public async Task Answers_OfEarlierDays_HaveTheirFields()
    {
        Transcript said = null!;
        List<string> told = [];
        foreach (var day in (string[])["2025-01-16", "2025-06-01", "2025-12-01", "2026-08-04"])
        {
            await using var emulator = await StartWithAsync($"catalogDate: {day}");
            said = Talk(emulator);
            var answer = await said.Note($"submit on {day}").PostAsync(Pro, Cat);
            emulator.Clock.Advance(TimeSpan.FromSeconds(10));
            await said.Note($"ready on {day}").GetAsync($"/flux/v1/get_result?id={(string)System.Text.Json.Nodes.JsonNode.Parse(answer)!["id"]!}");
            told.Add(said.ToString());
        }

        Golden.Check(string.Concat(told), "days.txt");
    }

    [Theory]
    [InlineData("2026-01-27", "6.0")]
    [InlineData("2026-01-28", "5.0")]
    public async Task Flex_OnADay_CostsWhatItDidThen(string day, string cost)
    {
        await using var emulator = await StartWithAsync($"catalogDate: {day}");

        Assert.Contains($"\"cost\":{cost},", await Talk(emulator).PostAsync("/flux/v1/flux-2-flex", """{"prompt":"a"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebP_BeforeItsDay_IsNoFormat()
    {
        await using var emulator = await StartWithAsync("catalogDate: 2026-03-24");

        Assert.Equal(
            """{"detail":[{"type":"enum","loc":["body","output_format"],"msg":"Input should be 'jpeg' or 'png'","input":"webp","ctx":{"expected":"'jpeg' or 'png'"}}]}""",
            await Talk(emulator).PostAsync(Pro, """{"output_format":"webp"}"""));
    }
}
