using System.Buffers;
using System.Text.Json;
using ProviderClients.Calls;

namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>
/// The task API's JSON as this client writes and reads it, misspellings and all: <c>TEXTTOIAMGE</c>, <c>callBackUrl</c>, <c>image_size</c>
/// on one endpoint and <c>aspectRatio</c> on the others, <c>msg</c> here and <c>message</c> there.
/// </summary>
internal static class NanoBananaTaskApiWire
{
    public static byte[] Write(NanoBananaImageRequest request, NanoBananaPlan plan, Uri? callbackUrl)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("prompt", plan.Sent.Prompt);
            if (plan.Sent.Model is NanoBananaTaskApiPlan.First)
            {
                writer.WriteString("type", request.Inputs.Count == 0 ? "TEXTTOIAMGE" : "IMAGETOIAMGE");
            }

            if (request.Inputs.Count > 0)
            {
                writer.WriteStartArray("imageUrls");
                foreach (var input in request.Inputs)
                {
                    writer.WriteStringValue(input.Url!.AbsoluteUri);
                }

                writer.WriteEndArray();
            }

            writer.WriteString(plan.Sent.Model is NanoBananaTaskApiPlan.First ? "image_size" : "aspectRatio", plan.Sent.AspectRatio);
            WriteIfSet(writer, "resolution", plan.Sent.ImageSize);
            WriteIfSet(writer, "outputFormat", plan.Sent.Format);
            WriteIfSet(writer, "callBackUrl", callbackUrl?.AbsoluteUri);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The frame of every answer; <see langword="null"/> when the body is none.</summary>
    public static TaskEnvelope? ReadEnvelope(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind is JsonValueKind.Object
                ? new TaskEnvelope(
                    (int?)root.Number("code"),
                    root.Text("msg") ?? root.Text("message"),
                    root.TryGetProperty("data", out var data) ? data.Clone() : default)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A task, as it is told when asked for and by the callbacks of the newer endpoints; <see langword="null"/> when it is none.</summary>
    public static NanoBananaTask? ReadTask(JsonElement data) =>
        data.Text("taskId") is { Length: > 0 } id && data.Number("successFlag") is { } flag
            ? new NanoBananaTask(id, StateOf(flag))
            {
                ImageUrl = data.Object("response") is { } response ? WebAddress.OrNull(response.Text("resultImageUrl")) ?? WebAddress.OrNull(response.Text("originImageUrl")) : null,
                ErrorCode = (int?)data.Number("errorCode"),
                ErrorMessage = data.Text("errorMessage") is { Length: > 0 } words ? words : null,
                OperationType = data.Text("operationType"),
            }
            : null;

    /// <summary>
    /// A callback of either shape: the first endpoint's, whose top-level code is the outcome and whose picture is in <c>data.info</c>, or
    /// the newer ones', whose top-level code is 200 also for failures and whose <c>data</c> is a task.
    /// </summary>
    public static NanoBananaTask? ReadCallback(byte[] body)
    {
        if (ReadEnvelope(body) is not { Code: { } code } envelope)
        {
            return null;
        }

        if (ReadTask(envelope.Data) is { } task)
        {
            return task;
        }

        if (envelope.Data.Text("taskId") is not { Length: > 0 } id)
        {
            return null;
        }

        var url = envelope.Data.Object("info") is { } info ? WebAddress.OrNull(info.Text("resultImageUrl")) : null;
        return code == 200
            ? new NanoBananaTask(id, NanoBananaTaskState.Success) { ImageUrl = url }
            : new NanoBananaTask(id, NanoBananaTaskState.GenerateFailed) { ErrorCode = code, ErrorMessage = envelope.Words };
    }

    /// <summary>A flag that nobody knows yet means that the task is not finished in any way that is known.</summary>
    private static NanoBananaTaskState StateOf(long flag) => flag switch
    {
        1 => NanoBananaTaskState.Success,
        2 => NanoBananaTaskState.CreateTaskFailed,
        3 => NanoBananaTaskState.GenerateFailed,
        _ => NanoBananaTaskState.Generating,
    };

    private static void WriteIfSet(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}

/// <summary>The frame of every answer.</summary>
/// <param name="Code">The provider's code; 200 is the only good one.</param>
/// <param name="Words"><c>msg</c> or <c>message</c>.</param>
/// <param name="Data">What is inside; undefined without it.</param>
internal sealed record TaskEnvelope(int? Code, string? Words, JsonElement Data);
