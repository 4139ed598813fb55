using System.Text.Json;
using ProviderClients.Calls;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>Reads the provider's refusals; the content type is no guide (a 400 came as octet-stream, a 401 without any).</summary>
internal static class DeepSeekChatErrors
{
    private const string Risk = "Content Exists Risk";

    public static CallFailure Read(RefusedAnswer answer)
    {
        var words = WordsOf(answer.Body);
        var kind = answer.Status == 400 && (words?.StartsWith(Risk, StringComparison.Ordinal) ?? false)
            ? ProviderErrorKind.Moderated
            : StatusKinds.Of(answer.Status);
        return StatusKinds.Failure(kind, answer.Status, words);
    }

    public static CallFailure Malformed(string what) => new(ProviderErrorKind.MalformedResponse, what) { Status = 200 };

    private static string? WordsOf(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DeepSeekChatJsonContext.Default.WireErrorEnvelope)?.Error?.Message;
        }
        catch (JsonException)
        {
            // A gateway's page or the plain-text 401; the status says enough.
            return null;
        }
    }
}
