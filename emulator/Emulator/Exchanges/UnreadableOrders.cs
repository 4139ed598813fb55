using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emulator.Exchanges;

/// <summary>Answers a request whose own headers ask for something that does not exist: in the emulator's name, no provider's.</summary>
internal static class UnreadableOrders
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Reply Reply(string problem)
    {
        var body = $"{{\"error\":{JsonSerializer.Serialize(problem, Json)}}}\n";
        return Exchanges.Reply.Whole(StatusCodes.Status400BadRequest, "application/json", Encoding.UTF8.GetBytes(body))
            .Because(problem);
    }
}
