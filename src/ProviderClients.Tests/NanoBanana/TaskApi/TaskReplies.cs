using System.Text;
using System.Text.Json;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.TaskApi;

namespace ProviderClients.Tests.NanoBanana.TaskApi;

/// <summary>Answers and callbacks as the provider's documentation shows them, and a client to ask with.</summary>
internal static class TaskReplies
{
    public const string TaskId = "9e4286b7b27960dfeb8e1d279b50b28d";
    public const string Picture = "https://tempfile.aiquickdraw.com/r/9e4286b7b27960dfeb8e1d279b50b28d_1763632831.jpg";
    public const string Submitted = """{"code":200,"msg":"success","data":{"taskId":"9e4286b7b27960dfeb8e1d279b50b28d"}}""";

    public static readonly NanoBananaImageRequest Request = new() { Prompt = "a fox in the snow", CallId = "fox" };

    public static string Record(int flag, string? url = null, string errorCode = "null", string? errorMessage = null) =>
        $$$"""{"code":200,"msg":"success","data":{"taskId":"{{{TaskId}}}","paramJson":"{\"prompt\":\"p\"}","completeTime":null,"response":{{{Response(url)}}},"successFlag":{{{flag}}},"errorCode":{{{errorCode}}},"errorMessage":{{{JsonSerializer.Serialize(errorMessage)}}},"operationType":"nano-banana-2_1k","createTime":"2026-02-27 24:00:00"}}""";

    public static byte[] Callback(int code, string message, string url = "") => Encoding.UTF8.GetBytes(
        $$$"""{"code":{{{code}}},"msg":"{{{message}}}","data":{"taskId":"{{{TaskId}}}","info":{"resultImageUrl":"{{{url}}}"} } }""");

    /// <summary>A provider whose task is done after that many polls.</summary>
    public static Task<HttpResponseMessage> Serve(SeenRequest request, Func<string> record, string submitted = Submitted) => request.Url.AbsolutePath switch
    {
        "/api/v1/nanobanana/generate" or "/api/v1/nanobanana/generate-2" or "/api/v1/nanobanana/generate-pro" => ClientRig.Json(200, submitted),
        "/api/v1/nanobanana/record-info" => ClientRig.Json(200, record()),
        _ => ClientRig.Picture(),
    };

    public static NanoBananaTaskApiClient Client(
        ClientRig rig, Action<NanoBananaTaskApiOptions>? configure = null, NanoBananaCallbacks? callbacks = null)
    {
        var options = new NanoBananaTaskApiOptions { ApiKey = "0123456789abcdef0123456789canary" };
        configure?.Invoke(options);
        return new NanoBananaTaskApiClient(options, rig.Services, callbacks);
    }

    private static string Response(string? url) => url is null ? "null" : $$"""{"originImageUrl":null,"resultImageUrl":"{{url}}"}""";
}
