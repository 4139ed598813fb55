using System.Text.Json;
using Emulator;
using ScenarioFile;

namespace Harness.Tests.ForeignClients;

/// <summary>
/// Published SDKs that know nothing of the emulator work with it unchanged but for their base URL, over real sockets: plain and
/// streamed, with tools, files, pictures and errors. The table in the emulator's README names them.
/// </summary>
public sealed class ForeignClientTests(NodeFolder node) : IClassFixture<NodeFolder>
{
    private const string Scenario =
        """
        version: 1
        clock: real
        emulator:
          dialects:
            DeepSeek/Chat:
              faults:
                - {fault: refuse, status: 429, promptContains: refuse me once, attempts: "0"}
            Flux/Bfl:
              timing: {queueTime: 100ms, runTime: 300ms}
              keys: [{key: bfl_00000000000000000000000042, account: rich}, {key: bfl_00000000000000000000000001, account: poor}]
              accounts: {rich: {credits: 100000}, poor: {credits: 1}}
              provider:
                finetunes: {org/lighthouse: {finetune_comment: lighthouses}}
                moderation: {rules: [{promptContains: withhold me, stage: content}]}
              faults:
                - {fault: moderatedJob, promptContains: flag me}
                - {fault: failedJob, promptContains: fail me}
                - {fault: refuse, status: 429, kinds: [submit], promptContains: one too many}
                - {fault: expiredUrl, promptContains: come too late}
                - {fault: refuse, status: 404, kinds: [poll], promptContains: lose me}
            Flux/ImagePig:
              provider: {missingLooks: 2, needsBrowser: true}
              faults:
                - {fault: refuse, status: 429, promptContains: refuse me}
            NanoBanana/Gemini:
              limits: []
              timing: {runTime: 0s, queueTime: 500ms}
              provider:
                layout: image
                refusals:
                  - {kind: promptBlocked, promptContains: block the prompt}
                  - {kind: imageBlocked, promptContains: block the picture}
                  - {kind: imageBlocked, reason: PROHIBITED_CONTENT, promptContains: prohibited by policy}
                  - {kind: imageBlocked, reason: IMAGE_OTHER, promptContains: other reason}
                  - {kind: noImage, promptContains: no image}
                  - {kind: textOnly, promptContains: only words}
                  - {kind: thoughtImage, promptContains: only a thought}
              faults:
                - {fault: refuse, status: 429, promptContains: refuse me once, attempts: "0"}
                - {fault: refuse, status: 429, promptContains: too many}
                - {fault: refuse, status: 503, promptContains: overloaded}
                - {fault: refuse, status: 500, promptContains: internal error}
                - {fault: refuse, status: 504, promptContains: too late}
                - {fault: refuse, status: 502, promptContains: bad gateway}
                - {fault: truncate, afterBytes: 300, promptContains: cut me off}
                - {fault: emptyBody, promptContains: say nothing}
                - {fault: reset, phase: accept, promptContains: hang up on me}
                - {fault: errorEvent, status: 503, promptContains: break the stream}
                - {fault: missingEnd, promptContains: forget the end}
        """;

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [InlineData("anthropic")]
    [InlineData("ai-sdk")]
    [InlineData("langchain")]
    [InlineData("bfl-ai-sdk")]
    [InlineData("bfl-ai-sdk6")]
    [InlineData("bfl-api")]
    [InlineData("imagepig")]
    [InlineData("google-genai")]
    [InlineData("google-genai2")]
    [InlineData("google-generative-ai")]
    [InlineData("google-ai-sdk")]
    [InlineData("google-openai")]
    public async Task Sdk_WithTheEmulatorsBaseUrl_WorksUnchanged(string script)
    {
        Assert.SkipWhen(node.Missing is not null, node.Missing ?? "");
        var settings = EmulatorSettings.From(ScenarioDocument.Parse(Scenario, "foreign-clients.yaml")) with { Port = 0 };
        await using var server = EmulatorApp.Build(settings, TimeProvider.System);
        await server.StartAsync(TestContext.Current.CancellationToken);

        var results = JsonSerializer.Deserialize<Dictionary<string, string>>(
            await NodeFolder.RunScriptAsync(script, server.Urls.First()))!;
        await server.StopAsync(CancellationToken.None);

        Assert.Equal(NodeFolder.ChecksOf(script).Select(name => $"{name}: ok"), results.Select(one => $"{one.Key}: {one.Value}"));
    }
}
