namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B6: errors, with what they say.</summary>
public sealed class ErrorFactTests
{
    private const string WrongKey = "invalid-key";

    [Theory, ProviderFact("g-b6-envelope")]
    public async Task Error_HasTheseMembers(string envelope, params string[] members)
    {
        foreach (var reply in (GeminiReply[])[await WithKeyAsync(WrongKey), await WithKeyAsync(null), await GeminiAsk.PostAsync(Path(), "{}"), await ModelAsync()])
        {
            Assert.Equal([envelope], GeminiReply.KeysOf(reply.Json));
            Assert.Equal(members, GeminiReply.KeysOf(reply.Json[envelope]).Except(["details"]));
        }
    }

    [Theory, ProviderFact("g-11-status-text")]
    public async Task Error_HasTheseKinds(string status, string code)
    {
        var error = (await WithKeyAsync(WrongKey)).Error;

        Assert.Equal((status, code), ($"{error["status"]!.GetValueKind()}", $"{error["code"]!.GetValueKind()}"));
    }

    [Theory, ProviderFact("g-b6-key")]
    public async Task Key_ThatIsWrong(int status, string word, string message) => AssertIs((status, word, message), await WithKeyAsync(WrongKey));

    [Theory, ProviderFact("g-b6-key-info")]
    public async Task Key_ThatIsWrong_IsExplained(string type, string reason, string domain, string service)
    {
        var reply = await WithKeyAsync(WrongKey);
        var detail = reply.Detail(type)!;

        Assert.Equal($"type.googleapis.com/google.rpc.{type}", (string?)reply.Error["details"]![0]!["@type"]);
        Assert.Equal((reason, domain, service), ((string?)detail["reason"], (string?)detail["domain"], (string?)detail["metadata"]!["service"]));
    }

    [Theory, ProviderFact("g-b6-key-words")]
    public async Task Key_ThatIsWrong_IsExplainedInWords(string type, string locale)
    {
        var reply = await WithKeyAsync(WrongKey);
        var detail = reply.Detail(type)!;

        Assert.Equal((locale, reply.Message), ((string?)detail["locale"], (string?)detail["message"]));
    }

    [Theory, ProviderFact("g-b6-ratio")]
    public async Task Ratio_ThatIsWrong(string message) =>
        GeminiReply.AssertLike(message, (await GeminiAsk.ConfiguredAsync("\"imageConfig\":{\"aspectRatio\":\"7:5\"}")).Message);

    [Theory, ProviderFact("g-b6-unknown")]
    public async Task Name_BelowAnother(string message) => Assert.Equal(message, (await GeminiAsk.ConfiguredAsync("\"aspectRatio\":\"1:1\"")).Message);

    [Theory, ProviderFact("g-b6-violations")]
    public async Task Name_BelowAnother_IsExplained(string type, string violations, string field, string description)
    {
        var violation = (await GeminiAsk.ConfiguredAsync("\"aspectRatio\":\"1:1\"")).Detail(type)![violations]![0];

        Assert.Equal([field, description], GeminiReply.KeysOf(violation));
    }

    [Theory, ProviderFact("g-b6-argument")]
    public async Task Argument_ThatIsWrong(int status, string message)
    {
        var reply = await GeminiAsk.PostAsync(Path(), """{"contents":[]}""");

        AssertIs((status, "INVALID_ARGUMENT", message), reply);
        Assert.Null(reply.Error["details"]);
    }

    [Theory, ProviderFact("g-b6-location")]
    public async Task Place_ThatIsNotServed(int status, string word, string message) =>
        AssertIs((status, word, message), await GeminiAsk.GenerateAsync(behaviour: "provider: {locationSupported: false}"));

    [Theory, ProviderFact("g-b6-oauth")]
    public async Task Bearer_ThatIsNoToken(int status, string word, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/gemini/v1beta/models");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer AIza-one");
        var reply = await GeminiAsk.SendAsync(request, key: null);

        Assert.Equal((status, word), (reply.Status, reply.RpcStatus));
        Assert.StartsWith(message, reply.Message, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b6-no-key")]
    public async Task Key_ThatIsMissing(int status, string word, string message) => AssertIs((status, word, message), await WithKeyAsync(null));

    [Theory, ProviderFact("g-b6-no-key-details")]
    public async Task Key_ThatIsMissing_IsNotExplained(params string[] members) =>
        Assert.Equal(members, GeminiReply.KeysOf((await WithKeyAsync(null)).Error));

    [Theory, ProviderFact("g-b6-model")]
    public async Task Model_ThatDoesNotExist(int status, string word, string message) => AssertIs((status, word, message), await ModelAsync());

    [Theory, ProviderFact("g-b6-model-service")]
    public async Task Model_ThatDoesNotExist_In2026(string message) =>
        Assert.EndsWith($". {message}", (await ModelAsync("provider: {namesModelService: true}")).Message, StringComparison.Ordinal);

    [Theory, ProviderFact("g-b6-retired")]
    public async Task Model_ThatIsShutDown_IsNotFound(int status) =>
        Assert.Equal(status, (await GeminiAsk.GenerateAsync(model: "gemini-3-pro-image-preview")).Status);

    [Theory, ProviderFact("g-b6-cancelled")]
    [ProviderFact("g-b6-internal")]
    [ProviderFact("g-b6-demand")]
    [ProviderFact("g-b6-504")]
    public async Task Fault_OfAStatus_HasItsWords(int status, string word, params string[] message)
    {
        var reply = await GeminiAsk.GenerateAsync(behaviour: $"faults: [{{fault: refuse, status: {status}}}]");

        Assert.Equal((status, word), (reply.Status, reply.RpcStatus));
        Assert.All(message, text => Assert.Equal(text, reply.Message));
        Assert.Contains(reply.Status, (int[])[499, 500, 503, 504]);
    }

    [Theory, ProviderFact("g-b6-internal-long")]
    public async Task Fault_OfOtherWords(string message)
    {
        var reply = await GeminiAsk.GenerateAsync(behaviour:
            "answers: [{refuse: {status: 500, message: 'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting'}}]");

        AssertIs((500, "INTERNAL", message), reply);
    }

    [Theory, ProviderFact("g-b6-overloaded", "The model is overloaded. Please try again later.")]
    [ProviderFact("g-b6-deadline", "Deadline expired before operation could complete.")]
    public async Task Overload_InOtherWords(string words, string message)
    {
        var reply = await GeminiAsk.GenerateAsync(behaviour: $"provider: {{overloaded: '{words}'}}, faults: [{{fault: refuse, status: 503}}]");

        AssertIs((503, "UNAVAILABLE", message), reply);
    }

    [Theory, ProviderFact("g-b6-502")]
    public async Task Proxy_ThatFailed_SaysItInHtml(int status, string type)
    {
        var reply = await GeminiAsk.GenerateAsync(behaviour: "faults: [{fault: refuse, status: 502}]");

        Assert.Equal((status, type), (reply.Status, reply.Headers["content-type"]));
        Assert.StartsWith("<html>", reply.Text, StringComparison.Ordinal);
    }

    private static string Path(string model = GeminiAsk.Model) => $"/v1beta/models/{model}:generateContent";

    private static Task<GeminiReply> WithKeyAsync(string? key) => GeminiAsk.PostAsync(Path(), GeminiAsk.Body(), key: key);

    private static Task<GeminiReply> ModelAsync(string behaviour = "") => GeminiAsk.PostAsync(Path("gemini-9"), GeminiAsk.Body(), behaviour);

    private static void AssertIs((int Status, string Word, string Message) expected, GeminiReply reply) =>
        Assert.Equal(expected, (reply.Status, reply.RpcStatus, reply.Message));
}
