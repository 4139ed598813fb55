namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>Section A1: where everything is, and who may come in.</summary>
public sealed class EndpointFactTests
{
    internal const string First = """{"type":"TEXTTOIAMGE","prompt":"a lighthouse"}""";
    internal const string Later = """{"prompt":"a lighthouse"}""";

    [Theory]
    [ProviderFact("ta-a1-generate", First)]
    [ProviderFact("ta-a1-generate-2", Later)]
    [ProviderFact("ta-a1-generate-pro", Later)]
    public async Task Submit_IsAt(string body, string method, string path, int status)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), $"/nanobanana-task{path}") { Content = new StringContent(body) };

        Assert.Equal(status, (await (await TaskApiServer.OfAsync()).SendAsync(request, TaskApiServer.NextKey())).Status);
    }

    [Theory, ProviderFact("ta-a1-record-info")]
    public async Task Record_IsAt(string method, string path, string name, int status)
    {
        var server = await TaskApiServer.OfAsync();
        var key = TaskApiServer.NextKey();
        var id = await server.SubmitAsync("generate-2", Later, key);

        using HttpRequestMessage request = new(new HttpMethod(method), $"/nanobanana-task{path}?{name}={id}");

        Assert.Equal(status, (await server.SendAsync(request, key)).Status);
    }

    [Theory, ProviderFact("ta-a1-credit")]
    public async Task Credit_IsAt(string method, string path, int status)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), $"/nanobanana-task{path}");

        Assert.Equal(status, (await (await TaskApiServer.OfAsync()).SendAsync(request, TaskApiServer.NextKey())).Status);
    }

    [Theory, ProviderFact("ta-a1-host")]
    public async Task Api_HasAHostOfItsOwn(string host, int status) =>
        Assert.Equal(status, (await (await TaskApiServer.OfAsync()).GetAsync($"https://{host}/api/v1/common/credit", TaskApiServer.NextKey())).Status);

    [Theory, ProviderFact("ta-a1-download")]
    public async Task Picture_IsFetchedWithoutAKey(string method, int status)
    {
        var server = await TaskApiServer.OfAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), (await server.RecordAsync("generate-2", Later)).ResultUrl);

        Assert.Equal(status, (await server.SendAsync(request, key: null)).Status);
    }

    [Theory, ProviderFact("ta-a1-download-host")]
    public async Task Picture_IsAtTheHostOfPictures(string host, int status)
    {
        var server = await TaskApiServer.OfAsync();
        var path = new Uri((await server.RecordAsync("generate-2", Later)).ResultUrl).AbsolutePath["/nanobanana-task/tempfile".Length..];

        Assert.Equal(status, (await server.GetAsync($"https://{host}{path}", key: null)).Status);
    }

    [Theory, ProviderFact("ta-a1-bearer")]
    public async Task Key_ComesAsBearer(string header, string scheme, int let, int refused)
    {
        var server = await TaskApiServer.OfAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, TaskApiServer.CreditPath);
        request.Headers.TryAddWithoutValidation(header, $"{scheme} {TaskApiServer.NextKey()}");

        Assert.Equal(let, (await server.SendAsync(request, key: null)).Status);
        Assert.Equal(refused, (await server.GetAsync(TaskApiServer.CreditPath, key: null)).Status);
    }

    [Theory, ProviderFact("ta-a1-key-form")]
    public async Task Key_HasAForm(int digits, int let, int refused)
    {
        var server = await TaskApiServer.OfAsync("strictKeys: true");

        Assert.Equal(let, (await server.GetAsync(TaskApiServer.CreditPath, new string('a', digits))).Status);
        Assert.Equal(refused, (await server.GetAsync(TaskApiServer.CreditPath, new string('A', digits))).Status);
        Assert.Equal(refused, (await server.GetAsync(TaskApiServer.CreditPath, new string('a', digits - 1))).Status);
    }

    [Theory, ProviderFact("ta-a1-json")]
    public async Task Bodies_AreJson(string type)
    {
        var server = await TaskApiServer.OfAsync();

        Assert.Equal(type, (await server.PostAsync("generate-2", Later, TaskApiServer.NextKey())).ContentType);
        Assert.Equal(type, (await server.GetAsync(TaskApiServer.CreditPath, key: null)).ContentType);
    }

    [Theory, ProviderFact("ta-a1-task_id")]
    public async Task Poll_ByAnotherName_IsAnException(string name, string body)
    {
        var server = await TaskApiServer.OfAsync();
        var key = TaskApiServer.NextKey();
        var id = await server.SubmitAsync("generate-2", Later, key);

        var reply = await server.GetAsync($"{TaskApiServer.Api}/record-info?{name}={id}", key);

        Assert.Equal((500, body, "task_id"), (reply.Status, reply.Text, name));
    }

    [Theory, ProviderFact("ta-a1-no-task-path")]
    public async Task Poll_ByPath_IsNotThere(int status)
    {
        var server = await TaskApiServer.OfAsync();
        var key = TaskApiServer.NextKey();
        var id = await server.SubmitAsync("generate-2", Later, key);

        Assert.Equal(status, (await server.GetAsync($"{TaskApiServer.Api}/task/{id}", key)).Status);
    }

    [Theory, ProviderFact("ta-a1-no-lists")]
    public async Task ModelsAndUploads_AreNotThere(int status)
    {
        var server = await TaskApiServer.OfAsync();

        Assert.Equal(status, (await server.GetAsync($"{TaskApiServer.Api}/models", TaskApiServer.NextKey())).Status);
        Assert.Equal(status, (await server.PostAsync("upload", "{}", TaskApiServer.NextKey())).Status);
    }
}
