using System.Globalization;
using System.Text;
using Emulator.Journal;
using Emulator.Runs;

namespace Emulator.Control;

/// <summary>Reads a run's journal: filtered, page by page, as a file, or as it is written.</summary>
internal static class JournalControl
{
    /// <summary>So that proxies and browsers do not take silence for the end.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    private static readonly Dictionary<string, string> Filters = LineFilter.Fields.ToDictionary(
        field => field,
        field => field == "status"
            ? "a pattern that this field of a line must match: a value, 4xx, 2..5, >=3, * for any text, null, or ! before any of these"
            : "a pattern, as for status");

    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/journal", "The lines that the journal remembers and the filters mean, oldest first; X-Emulator-Next tells where the next page begins.", ReadAsync)
        {
            Query = new Dictionary<string, string>(Filters)
            {
                ["from"] = "the number of the first line that is wanted; lines count from 0 since the start",
                ["limit"] = "how many lines at most",
                ["newest"] = "true: the newest lines that fit the limit, still oldest first",
                ["download"] = "true: as a file with a name",
            },
            Answers = "application/x-ndjson",
        },
        new("GET", "/__emulator/journal/follow", "The lines as server-sent events while they are written; event lost tells how many a slow reader missed.", FollowAsync)
        {
            Query = new Dictionary<string, string>(Filters) { ["from"] = "begin with the remembered lines from this number on; Last-Event-ID does the same" },
            Answers = "text/event-stream",
        },
    ];

    private static async Task ReadAsync(ControlCall call)
    {
        var filter = FilterOf(call, "from", "limit", "newest", "download");
        var limit = NumberIn(call, "limit") ?? long.MaxValue;
        var isNewest = FlagIn(call, "newest");
        var from = NumberIn(call, "from") ?? 0;
        var lines = call.Run.Journal.From(isNewest && filter.IsEmpty ? Math.Max(from, call.Run.Journal.NextNumber - limit) : from);
        List<NumberedLine> page = [];
        foreach (var line in isNewest ? lines.Reverse() : lines)
        {
            if (page.Count >= limit)
            {
                break;
            }

            if (IsMeant(filter, line))
            {
                page.Add(line);
            }
        }

        if (isNewest)
        {
            page.Reverse();
        }

        var response = call.Http.Response;
        response.ContentType = "application/x-ndjson";
        response.Headers["X-Emulator-Next"] = NextAfter(page, lines).ToString(CultureInfo.InvariantCulture);
        response.Headers["X-Emulator-Dropped"] = call.Run.Journal.DroppedLines.ToString(CultureInfo.InvariantCulture);
        if (FlagIn(call, "download"))
        {
            response.Headers.ContentDisposition = $"attachment; filename=\"journal{(call.Run.IsCommon ? "" : $"-{call.Run.Id.Replace(':', '-')}")}.jsonl\"";
        }

        foreach (var line in page)
        {
            await response.Body.WriteAsync(line.Line, call.Http.RequestAborted);
            await response.Body.WriteAsync("\n"u8.ToArray(), call.Http.RequestAborted);
        }
    }

    private static async Task FollowAsync(ControlCall call)
    {
        var filter = FilterOf(call, "from");
        var last = call.Http.Request.Headers["Last-Event-ID"].ToString();
        var from = long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen + 1 : NumberIn(call, "from") ?? long.MaxValue;
        var journal = call.Run.Journal;
        var (before, follower) = journal.Follow(from) ?? throw new ControlProblem(
            StatusCodes.Status503ServiceUnavailable, $"{ExchangeJournal.MaxFollowers} follow this journal already; end one of them");
        var services = call.Http.RequestServices;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            call.Http.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        try
        {
            var response = call.Http.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            await response.Body.WriteAsync(": following\n\n"u8.ToArray(), ending.Token);
            await response.Body.FlushAsync(ending.Token);
            foreach (var line in before.Where(line => IsMeant(filter, line)))
            {
                await response.Body.WriteAsync(EventOf(line), ending.Token);
            }

            await PassOnAsync(call, follower, filter, services.GetRequiredService<RunHost>().TimeProvider, ending.Token);
        }
        catch (OperationCanceledException) when (!call.Http.RequestAborted.IsCancellationRequested)
        {
            // The server stops; the stream ends as it should.
        }
        finally
        {
            journal.Unfollow(follower);
        }
    }

    private static async Task PassOnAsync(
        ControlCall call, JournalFollower follower, LineFilter filter, TimeProvider machine, CancellationToken cancellationToken)
    {
        var body = call.Http.Response.Body;
        while (true)
        {
            await body.FlushAsync(cancellationToken);
            var arrival = follower.WaitAsync(cancellationToken).AsTask();
            await ((Task)arrival).WaitAsync(SignOfLife, machine, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (!arrival.IsCompleted)
            {
                await body.WriteAsync(": still here\n\n"u8.ToArray(), cancellationToken);
                await body.FlushAsync(cancellationToken);
                call.Run.Touch();
            }

            if (!await arrival)
            {
                return;
            }

            while (follower.TryRead(out var line))
            {
                if (IsMeant(filter, line))
                {
                    await body.WriteAsync(EventOf(line), cancellationToken);
                }
            }

            if (follower.TakeLost() is > 0 and var lost)
            {
                await body.WriteAsync(
                    Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"event: lost\ndata: {{\"lines\":{lost}}}\n\n")), cancellationToken);
            }
        }
    }

    private static byte[] EventOf(NumberedLine line) =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {line.Number}\ndata: ")), .. line.Line, (byte)'\n', (byte)'\n'];

    private static bool IsMeant(LineFilter filter, NumberedLine line)
    {
        if (filter.IsEmpty)
        {
            return true;
        }

        using var fields = line.Parse();
        return filter.Matches(fields.RootElement);
    }

    private static long NextAfter(List<NumberedLine> page, IReadOnlyList<NumberedLine> lines) =>
        page.Count > 0 ? page[^1].Number + 1 : lines.Count > 0 ? lines[^1].Number + 1 : 0;

    private static LineFilter FilterOf(ControlCall call, params string[] others) =>
        LineFilter.Of(
            call.Http.Request.Query.Where(pair => !others.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())),
            out var problem)
        ?? throw ControlProblem.Unusable($"{problem}, {string.Join(", ", others)}");

    private static bool FlagIn(ControlCall call, string name) => call.Query(name) switch
    {
        null or "false" => false,
        "" or "true" => true,
        var text => throw ControlProblem.Unusable($"{name} is true or false, not {text}; give one of them"),
    };

    private static long? NumberIn(ControlCall call, string name)
    {
        if (call.Query(name) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ControlProblem.Unusable($"{name} {text} is no whole number of 0 or more; give one");
    }
}
