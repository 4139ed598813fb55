using System.Text.Json.Nodes;

namespace Emulator.Tests.Flux.Bfl;

/// <summary>What the tests of the dialect have in common: an emulator, somebody who talks to it, and a picture to send.</summary>
internal static class BflFlight
{
    public const string Times = "timing: {queueTime: 2s, runTime: 8s}";
    public const string Pro = "/flux/v1/flux-pro-1.1";
    public const string Cat = """{"prompt":"a cat","width":256,"height":288}""";

    public static Task<TestEmulator> StartAsync(string settings = Times) => TestEmulator.StartAsync($"Flux/Bfl: {{{settings}}}");

    /// <summary>An emulator with keys of the dialect's own, each <c>name: value</c>.</summary>
    public static Task<TestEmulator> StartWithAsync(string provider, string more = "") =>
        StartAsync($"{Times}{more}, provider: {{{provider}}}");

    public static Transcript Talk(TestEmulator emulator) => new(emulator) { KeyHeader = "x-key: bfl" };

    public static string PollingUrl(string answer) => (string)JsonNode.Parse(answer)!["polling_url"]!;

    /// <summary>Submits, waits until the task is over, and polls it.</summary>
    public static async Task<JsonNode> FinishAsync(TestEmulator emulator, Transcript said, string model, string body)
    {
        var answer = await said.PostAsync($"/flux/v1/{model}", body);
        Assert.True(answer.Contains("polling_url", StringComparison.Ordinal), answer);
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        return JsonNode.Parse(await said.GetAsync(PollingUrl(answer)))!;
    }

    /// <summary>The first bytes of a PNG of some size, as base64: all that is looked at.</summary>
    public static string Png(int width, int height, int bytes = 33)
    {
        var file = new byte[bytes];
        byte[] head = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R',
            (byte)(width >> 24), (byte)(width >> 16), (byte)(width >> 8), (byte)width,
            (byte)(height >> 24), (byte)(height >> 16), (byte)(height >> 8), (byte)height];
        head.CopyTo(file, 0);
        return Convert.ToBase64String(file);
    }
}
