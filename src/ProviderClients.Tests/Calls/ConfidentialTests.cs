using ProviderClients.DeepSeek.Chat;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Native;

namespace ProviderClients.Tests.Calls;

/// <summary>Whatever a provider answers, what was asked and with which key goes into no message and no audit line.</summary>
public sealed class ConfidentialTests
{
    private const string Key = "sk-0123456789abcdef";
    private const string Prompt = "my grandmother's secret recipe for plum dumplings";

    [Theory]
    [InlineData("you sent: " + Prompt)]
    [InlineData("invalid type: string \"grandmother's secret rec\", expected a map")]
    [InlineData("the key " + Key + " is not for this model")]
    public async Task Refusal_QuotesTheRequest_ItsWordsAreLeftOut(string words)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(400, $$$"""{"error":{"message":{{{System.Text.Json.JsonSerializer.Serialize(words)}}}}}"""));
        var client = new DeepSeekChatClient(new DeepSeekChatOptions { ApiKey = Key }, rig.Services);

        var failure = await rig.FailAsync(() => client.CompleteAsync(
            new DeepSeekChatRequest { Messages = [new DeepSeekChatMessage("user", Prompt)] }));

        Assert.Equal("DeepSeek/Chat: HTTP 400: the provider's words repeat the request and are left out", failure.Message);
        Assert.DoesNotContain("grandmother", string.Concat(rig.Audit.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_SaysSomethingOfItsOwn_ItsWordsArePassedOn()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(400, """{"error":{"code":"invalid_request","message":"width must be a multiple of 8"}}"""));
        var client = new NanoBananaNativeClient(new NanoBananaNativeOptions { ApiKey = Key }, rig.Services);

        var failure = await rig.FailAsync(() => client.SubmitAsync(new NanoBananaImageRequest { Prompt = Prompt }));

        Assert.Equal("NanoBanana/Native: HTTP 400: width must be a multiple of 8", failure.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\nend")]
    [InlineData("größe")]
    public async Task CallId_CannotBeSent_IsRefusedBeforeAnything(string callId)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, "{}"));
        var client = new NanoBananaNativeClient(new NanoBananaNativeOptions { ApiKey = Key }, rig.Services);

        await rig.FlyAsync(() => Assert.ThrowsAsync<ArgumentException>(
            () => client.SubmitAsync(new NanoBananaImageRequest { Prompt = Prompt, CallId = callId }, TestContext.Current.CancellationToken)));

        Assert.Empty(rig.Seen);
    }
}
