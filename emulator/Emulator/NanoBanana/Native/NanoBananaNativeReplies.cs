using System.Security.Cryptography;
using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;

namespace Emulator.NanoBanana.Native;

/// <summary>Decides what becomes of a submit, and how a job is told of.</summary>
internal static class NanoBananaNativeReplies
{
    private static readonly TimeSpan WaitAfterSubmit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WaitAfterPoll = TimeSpan.FromSeconds(1);

    public static Job<NanoBananaWork> Start(Exchange exchange, NanoBananaNativeRequest request)
    {
        var now = exchange.Clock.Now;
        var times = exchange.ScheduleJob(now);
        var fate = exchange.FateOf(request.Prompt);
        times = fate is JobFate.Stuck ? times.WithoutEnd() : times;
        var name = exchange.Ids.Base32(26);
        var id = $"job_{Ulid(exchange, now)}";
        var picture = Picture(exchange, request, id);
        var fileName = $"img_{name}.{picture.Extension}";
        NanoBananaWork work = new(request, picture, fileName, $"{exchange.BaseUrl}/files/{fileName}");
        return new Job<NanoBananaWork>(id, exchange.Account, work, now, times)
        {
            Origin = exchange.AsOrigin,
            Failure = fate switch
            {
                JobFate.Failed => NanoBananaFailure.CodeOf(NanoBananaNativeSection.Of(exchange).JobFailure),
                JobFate.Moderated => NanoBananaFailure.PolicyCode,
                _ => null,
            },
            Slot = exchange.Permit.HoldForJob(now + times.Queue + times.Run),
        };
    }

    public static Reply Accepted(Exchange exchange, Job<NanoBananaWork> job) =>
        Json(StatusCodes.Status202Accepted, NanoBananaNativeWire.Submitted(job))
            .With("Location", $"{new Uri(exchange.BaseUrl).AbsolutePath.TrimEnd('/')}/jobs/{job.Id}")
            .AskToWait(WaitAfterSubmit)
            .WithRate(exchange.Entry.Limiter);

    /// <summary>Where a job stands; its picture is made as soon as somebody is told of its size.</summary>
    public static Reply Status(Exchange exchange, Job<NanoBananaWork> job, Func<PictureSpec, int> sizeBytesOf)
    {
        var now = exchange.Clock.Now;
        var state = job.StateAt(now);
        var sizeBytes = state is JobState.Ready or JobState.Expired ? sizeBytesOf(job.Work.Picture) : 0;
        var reply = Json(StatusCodes.Status200OK, NanoBananaNativeWire.Status(job, now, sizeBytes));
        return state is JobState.Queued or JobState.Running ? reply.AskToWait(WaitAfterPoll) : reply;
    }

    public static Reply File(Exchange exchange, DeliveredPicture picture)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(picture.File.Span).AsSpan(0, 16))}\"";
        var known = exchange.Http.Request.Headers.IfNoneMatch.ToString();
        var isKnown = known.Trim() is "*" || known.Contains(tag, StringComparison.Ordinal);
        var reply = isKnown
            ? Reply.Whole(StatusCodes.Status304NotModified, null, default).Chunked()
            : Reply.Whole(StatusCodes.Status200OK, picture.MediaType, picture.File);
        return reply.With("ETag", tag).With("Cache-Control", "private");
    }

    public static string StatusOf(Job<NanoBananaWork> job, DateTimeOffset now) => job.StateAt(now) switch
    {
        JobState.Queued => "queued",
        JobState.Running => "processing",
        JobState.Failed => "failed",
        JobState.Cancelled => "cancelled",
        _ => "completed",
    };

    public static Reply Json(int status, byte[] body) => Reply.Whole(status, "application/json", body);

    /// <summary>
    /// The picture of a submit. A seed that the caller gives fixes it to the last byte, so that nothing of the job may stand in
    /// it then.
    /// </summary>
    private static PictureSpec Picture(Exchange exchange, NanoBananaNativeRequest request, string job)
    {
        var seed = request.Seed ?? Seed.For(exchange.Plan.ContentSeed, "image", $"{request.Style} {request.Quality}");
        var shown = request.Style is { } style ? $"{request.Prompt} ({style})" : request.Prompt;
        return new PictureSpec(request.Size, request.Format, seed, shown)
        {
            Own = exchange.Plan.Answer?.Image,
            Model = $"nanobanana {request.Quality}",
            Job = request.Seed is null ? job : null,
        };
    }

    /// <summary>Ten characters of milliseconds, then sixteen that nobody can guess.</summary>
    private static string Ulid(Exchange exchange, DateTimeOffset now)
    {
        const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var milliseconds = now.ToUnixTimeMilliseconds();
        var time = string.Create(10, milliseconds, static (text, left) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, left >>= 5)
            {
                text[i] = Crockford[(int)(left & 31)];
            }
        });
        return time + exchange.Ids.Base32(16);
    }
}
