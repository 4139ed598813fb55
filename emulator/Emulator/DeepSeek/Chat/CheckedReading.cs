using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>Reads a request with what refuses it: the one place that turns a reader's exceptions into the provider's complaint.</summary>
internal static class CheckedReading
{
    /// <summary>The request, or <see langword="null"/> with the provider's message about what is wrong with it.</summary>
    /// <param name="reader">Who reads; handed on, so that the way of every request makes no closure.</param>
    /// <param name="body">What is read.</param>
    /// <param name="read">Reads, and throws <see cref="RefusedRequestException"/> at what is wrong.</param>
    /// <param name="complaint">What is wrong.</param>
    public static TRequest? Of<TReader, TRequest>(
        TReader reader, JsonElement body, Func<TReader, JsonElement, TRequest> read, out DeepSeekComplaint complaint)
        where TRequest : class
    {
        try
        {
            complaint = DeepSeekComplaint.None;
            return read(reader, body);
        }
        catch (RefusedRequestException refused)
        {
            complaint = refused.Complaint;
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8, come to light only when a text is read.
            complaint = new("Failed to parse the request body as JSON: invalid unicode code point");
            return null;
        }
    }
}
