using System.Text.Json;
using ProviderClients.Calls;
using ProviderClients.Jobs;

namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>What the task API's answers mean for a call: a value, a reason why there is none, or another look later.</summary>
internal static class NanoBananaTaskApiAnswers
{
    private const int MostAnswerBytes = 1024 * 1024;

    /// <summary>Reads a 200, which is a success only if the code inside says so too.</summary>
    public static Func<HttpResponseMessage, CancellationToken, Task<Answer<T>>> Reader<T>(Func<JsonElement, T?> read)
        where T : class =>
        async (response, cancellationToken) =>
        {
            var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
            return NanoBananaTaskApiWire.ReadEnvelope(body) switch
            {
                { Code: not (null or 200) } refused => new Answer<T>(null, NanoBananaTaskApiErrors.OfCode(refused.Code.Value, refused.Words)),
                { } envelope when read(envelope.Data) is { } value => new Answer<T>(value),
                _ => new Answer<T>(null, NanoBananaTaskApiErrors.Malformed("the answer is not the JSON that was expected")),
            };
        };

    public static JobLook<Uri> LookOf(NanoBananaTask task, string[] secrets) => task switch
    {
        { State: NanoBananaTaskState.Success, ImageUrl: { } url } => new JobLook<Uri>(url, null, null),
        { State: NanoBananaTaskState.Success } =>
            new JobLook<Uri>(null, null, NanoBananaTaskApiErrors.Malformed("the task is finished and has no address of the web for its picture")),
        { State: NanoBananaTaskState.Generating } => new JobLook<Uri>(null, null, null),
        _ => new JobLook<Uri>(null, null, NanoBananaTaskApiErrors.OfTask(task, secrets)),
    };
}

/// <summary>What an account has left.</summary>
internal sealed record TaskCredits(decimal Number);
