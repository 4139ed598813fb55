using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emulator.Jobs;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>The whole conversation as it goes over the wire: submit, record, credits, errors, and both bodies of callbacks.</summary>
internal static class TaskApiWire
{
    /// <summary>Prompts come back as they were sent, not as escapes.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly CompositeFormat TwentyFour = CompositeFormat.Parse("{0:yyyy-MM-dd} 24:{0:mm:ss}");

    /// <summary>A JSON text without spaces.</summary>
    public static string Compact(JsonElement element) => Encoding.UTF8.GetString(Written(element.WriteTo));

    public static byte[] Submitted(string taskId, TaskApiTextKey key) => Object(json =>
    {
        json.WriteNumber("code", 200);
        if (key is TaskApiTextKey.Msg or TaskApiTextKey.Both)
        {
            json.WriteString("msg", "success");
        }

        if (key is TaskApiTextKey.Message or TaskApiTextKey.Both)
        {
            json.WriteString("message", "success");
        }

        json.WriteStartObject("data");
        json.WriteString("taskId", taskId);
        json.WriteEndObject();
    });

    public static byte[] Error(int code, string text) => Object(json =>
    {
        json.WriteNumber("code", code);
        json.WriteString("msg", text);
        json.WriteNull("data");
    });

    /// <summary>What an account has left: a bare number.</summary>
    public static byte[] Credits(decimal left) => Object(json =>
    {
        WriteHead(json);
        json.WritePropertyName("data");
        json.WriteRawValue(left.ToString("0.######", CultureInfo.InvariantCulture));
    });

    /// <summary>Where a task stands, to whoever polls and in the callbacks of the later models.</summary>
    public static byte[] Record(Job<TaskApiTask> job, DateTimeOffset now) => Object(json =>
    {
        var (task, form) = (job.Work, job.Work.Rules.Records);
        var state = job.StateAt(now);
        var hasEnded = state is not (JobState.Queued or JobState.Running);
        var failure = state is JobState.Failed ? task.Failure : null;
        WriteHead(json);
        json.WriteStartObject("data");
        json.WriteString("taskId", job.Id);
        json.WriteString("paramJson", task.ParamJson);
        WriteTime(json, "completeTime", hasEnded ? job.EndedAt : null, form);
        json.WritePropertyName("response");
        WriteResponse(json, hasEnded && failure is null ? task : null);
        json.WriteNumber("successFlag", SuccessFlag(hasEnded, failure));
        WriteCode(json, failure, form);
        WriteMessage(json, failure, task.Rules);
        if (task.OperationType is { } type)
        {
            json.WriteString("operationType", type);
        }

        WriteTime(json, "createTime", job.SubmittedAt, form);
        json.WriteEndObject();
    });

    /// <summary>How a task ended, in the callbacks of the first model: the outcome is in the code.</summary>
    public static byte[] Outcome(Job<TaskApiTask> job) => Object(json =>
    {
        var task = job.Work;
        var (code, text) = task.Failure is { } failure ? TaskApiErrors.OutcomeOf(failure) : (200, "Image generated successfully.");
        json.WriteNumber("code", code);
        json.WriteString("msg", text);
        json.WriteStartObject("data");
        json.WriteString("taskId", job.Id);
        json.WriteStartObject("info");
        json.WriteString("resultImageUrl", task.Failure is null ? task.Files[0].Url : "");
        if (task.Failure is null)
        {
            WriteAllUrls(json, task);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static int SuccessFlag(bool hasEnded, TaskApiFailure? failure) => failure switch
    {
        TaskApiFailure.CreateFailed => 2,
        not null => 3,
        null => hasEnded ? 1 : 0,
    };

    private static void WriteHead(Utf8JsonWriter json)
    {
        json.WriteNumber("code", 200);
        json.WriteString("msg", "success");
    }

    private static void WriteResponse(Utf8JsonWriter json, TaskApiTask? task)
    {
        if (task is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("originImageUrl", task.Origin?.Url);
        json.WriteString("resultImageUrl", task.Files[0].Url);
        WriteAllUrls(json, task);
        json.WriteEndObject();
    }

    /// <summary>Nothing says how several pictures are told of, so a scenario must ask for it.</summary>
    private static void WriteAllUrls(Utf8JsonWriter json, TaskApiTask task)
    {
        if (!task.Rules.Records.ResultUrls || task.Files.Count < 2)
        {
            return;
        }

        json.WriteStartArray("resultImageUrls");
        foreach (var file in task.Files)
        {
            json.WriteStringValue(file.Url);
        }

        json.WriteEndArray();
    }

    private static void WriteCode(Utf8JsonWriter json, TaskApiFailure? failure, TaskApiRecords form)
    {
        if (failure is { } kind)
        {
            json.WriteNumber("errorCode", TaskApiErrors.OutcomeOf(kind).Code);
        }
        else if (form.EmptyValues)
        {
            json.WriteNumber("errorCode", 0);
        }
        else
        {
            json.WriteNull("errorCode");
        }
    }

    private static void WriteMessage(Utf8JsonWriter json, TaskApiFailure? failure, TaskApiSection rules) => json.WriteString(
        "errorMessage",
        failure switch
        {
            null => rules.Records.EmptyValues ? "" : null,
            TaskApiFailure.Policy => rules.PolicyMessage,
            { } kind => TaskApiErrors.OutcomeOf(kind).Text,
        });

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? at, TaskApiRecords form)
    {
        if (at is not { } instant)
        {
            json.WriteString(name, form.EmptyValues ? "" : null);
        }
        else if (form.EpochMilliseconds)
        {
            json.WriteNumber(name, instant.ToUnixTimeMilliseconds());
        }
        else
        {
            json.WriteString(name, Stamp(instant.UtcDateTime + form.AheadOfUtc, form.MidnightIs24));
        }
    }

    private static string Stamp(DateTime local, bool isMidnight24) => isMidnight24 && local.Hour == 0
        ? string.Format(CultureInfo.InvariantCulture, TwentyFour, local)
        : local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static byte[] Object(Action<Utf8JsonWriter> write) => Written(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body, Options))
        {
            write(json);
        }

        return body.ToArray();
    }
}
