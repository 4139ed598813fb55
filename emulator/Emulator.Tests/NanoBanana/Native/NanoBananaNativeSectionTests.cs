using System.Text.Json.Nodes;
using ScenarioFile;

namespace Emulator.Tests.NanoBanana.Native;

/// <summary>What the contract leaves open, as a scenario chooses it.</summary>
public sealed class NanoBananaNativeSectionTests
{
    private const string Submit = "/nanobanana/v1/images/generations";

    [Theory]
    [InlineData("""{"prompt":"a","negative_prompt":"b"}""", "negative_prompt")]
    [InlineData("""{"prompt":"a","parameters":{"width":256,"steps":7}}""", "parameters.steps")]
    public async Task Submit_UnknownField_IsRefusedInStrictModeOnly(string body, string param)
    {
        await using var strict = await StartAsync("strict: true");
        await using var usual = await StartAsync("strict: false");

        using var refused = await PostAsync(strict, body);
        using var granted = await PostAsync(usual, body);

        var error = JsonNode.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal((400, 202), ((int)refused.StatusCode, (int)granted.StatusCode));
        Assert.Equal(("invalid_request", param, $"{param} is not known."), ((string?)error["code"], (string?)error["param"], (string?)error["message"]));
    }

    [Fact]
    public async Task Submit_EveryKnownField_IsTakenInStrictMode()
    {
        await using var emulator = await StartAsync("strict: true");

        using var granted = await PostAsync(
            emulator, """{"prompt":"a","parameters":{"width":256,"height":256,"style":"3d","quality":"low","format":"png","seed":1}}""");

        Assert.Equal(202, (int)granted.StatusCode);
    }

    [Theory]
    [InlineData("policyAt: job", "a [moderated] fox", "content_policy_violation", false)]
    [InlineData("jobFailure: generation_failed", "a [failed] fox", "generation_failed", true)]
    [InlineData("jobFailure: no_image", "a [failed] fox", "no_image", true)]
    [InlineData("jobFailure: timeout", "a [failed] fox", "timeout", true)]
    [InlineData("jobFailure: internal_error", "a [failed] fox", "internal_error", true)]
    public async Task Job_ThatFails_TellsItsCode(string rules, string prompt, string code, bool isRetryable)
    {
        await using var emulator = await StartAsync(rules);
        Transcript said = new(emulator) { KeyHeader = "Authorization: Bearer nb" };
        var job = (string)JsonNode.Parse(await said.PostAsync(Submit, $$"""{"prompt":"{{prompt}}"}"""))!["jobId"]!;

        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        var polled = JsonNode.Parse(await said.GetAsync($"/nanobanana/v1/jobs/{job}"))!;

        Assert.Equal(("failed", null), ((string?)polled["status"], polled["result"]));
        Assert.Equal((code, isRetryable), ((string?)polled["error"]!["code"], (bool)polled["error"]!["retryable"]!));
        Assert.NotEmpty((string)polled["error"]!["message"]!);
    }

    [Fact]
    public async Task Credits_AreTakenAsTheScenarioSays()
    {
        await using var emulator = await TestEmulator.StartAsync(
            """
            NanoBanana/Native:
              keys: [{key: nb, account: one}]
              accounts: {one: {credits: 5}}
              provider: {creditsPerImage: 2}
            """);

        List<int> statuses = [];
        for (var i = 0; i < 3; i++)
        {
            using var reply = await PostAsync(emulator, """{"prompt":"a"}""");
            statuses.Add((int)reply.StatusCode);
        }

        Assert.Equal([202, 202, 402], statuses);
    }

    [Theory]
    [InlineData("jobFailure: tired", "jobFailure")]
    [InlineData("policyAt: never", "policyAt")]
    [InlineData("creditsPerImage: -1", "creditsPerImage")]
    public async Task Rules_ThatCannotBe_AreRefusedWithTheirKey(string rules, string key)
    {
        var thrown = await Assert.ThrowsAsync<ScenarioFormatException>(() => StartAsync(rules));

        Assert.Contains($"provider.{key}", thrown.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(TestEmulator emulator, string body)
    {
        Transcript said = new(emulator) { KeyHeader = "Authorization: Bearer nb" };
        return await said.SendAsync(said.Request(HttpMethod.Post, Submit, body));
    }

    private static Task<TestEmulator> StartAsync(string rules) =>
        TestEmulator.StartAsync($"NanoBanana/Native: {{provider: {{{rules}}}}}");
}
