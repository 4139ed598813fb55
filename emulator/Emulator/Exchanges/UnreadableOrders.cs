using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emulator.Exchanges;

/// <summary>Answers a request whose own headers ask for something that does not exist: in the emulator's name, no provider's.</summary>
internal static class UnreadableOrders
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Reply Reply(string problem) =>
        Exchanges.Reply.Whole(StatusCodes.Status400BadRequest, "application/json", Encoding.UTF8.GetBytes(Body(problem))).Because(problem);

    /// <summary>Refuses a request that belongs to no dialect.</summary>
    public static Task RefuseAsync(HttpContext http, int status, string problem)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(Body(problem), http.RequestAborted);
    }

    private static string Body(string problem) => $"{{\"error\":{JsonSerializer.Serialize(problem, Json)}}}\n";
}
