using System.Text.Json.Nodes;
using Emulator.Faults;
using Emulator.Jobs;

namespace Emulator.Control;

/// <summary>Shows a run's newest jobs and their pictures, without asking any provider: nothing is counted, journalled or broken.</summary>
internal static class JobControl
{
    private const int Shown = 100;

    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/jobs", $"The newest jobs and pictures, {Shown} at most, the newest first.", call => call.AnswerAsync(Read(call))),
        new("GET", "/__emulator/jobs/{id}/picture", "The picture of a job, whatever has become of it.", ShowPictureAsync) { Answers = "image/*" },
    ];

    private static JsonObject Read(ControlCall call)
    {
        var now = call.Run.Clock.Now;
        return new JsonObject
        {
            ["jobs"] = new JsonArray([.. call.Run.Board.Newest(Shown).Select(job => new JsonObject
            {
                ["dialect"] = job.Dialect,
                ["id"] = job.Id,
                ["call"] = job.Call,
                ["model"] = job.Model,
                ["state"] = FaultWord.Camel($"{job.StateAt(now)}"),
                ["progress"] = Math.Round(job.ProgressAt(now), 3),
                ["submittedNs"] = EmulatorClock.Nanoseconds(job.SubmittedAt),
                ["width"] = job.Picture.WidthPixels,
                ["height"] = job.Picture.HeightPixels,
                ["mediaType"] = job.Picture.MediaType,
                ["picture"] = $"{call.Http.Request.PathBase}{ControlCatalogue.Root}/jobs/{Uri.EscapeDataString(job.Id)}/picture",
            })]),
        };
    }

    private static Task ShowPictureAsync(ControlCall call)
    {
        var job = call.Run.Board.Find(call.RouteValue("id")) ?? throw ControlProblem.Missing(
            $"there is no such job among the newest {JobBoard.Capacity}; {ControlCatalogue.Root}/jobs lists them");
        call.Http.Response.ContentType = job.Picture.MediaType;
        return call.Http.Response.Body.WriteAsync(call.Run.Pictures.FileOf(job.Picture), call.Http.RequestAborted).AsTask();
    }
}
