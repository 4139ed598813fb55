using System.Text;
using System.Text.Json.Nodes;
using Emulator.Exchanges;
using Emulator.Network;
using Emulator.Runs;
using Emulator.Scenarios;
using ScenarioFile;

namespace Emulator.Control;

/// <summary>Maps what belongs to the emulator and to no provider, and the answer to paths that belong to nobody.</summary>
internal static class ControlEndpoints
{
    /// <summary>As large as a scenario may be.</summary>
    private const int MaxBodyBytes = ScenarioDocument.MaxFileBytes;

    public static void Map(WebApplication app, IReadOnlyList<ServedDialect> dialects)
    {
        var runs = app.Services.GetRequiredService<RunRegistry>();
        foreach (var operation in ControlCatalogue.Operations)
        {
            app.MapMethods(operation.Path, [operation.Method], http => AnswerAsync(http, runs, operation));
        }

        app.MapFallback("{**path}", http => RefuseUnknownPathAsync(http, dialects));
    }

    private static async Task AnswerAsync(HttpContext http, RunRegistry runs, ControlOperation operation)
    {
        try
        {
            var body = operation.BodyExample is null ? "" : await ReadBodyAsync(http);
            await operation.Handle(new ControlCall(http, runs, RunOf(http, runs, operation), body));
        }
        catch (ControlProblem problem)
        {
            await UnreadableOrders.RefuseAsync(http, problem.Status, $"{problem.Message}.");
        }
        catch (ScenarioFormatException e)
        {
            await ControlCall.AnswerAsync(http, ProblemsOf(e), StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (ClientGone.IsMeantBy(e))
        {
            // Whoever asked has gone.
            http.Abort();
        }
#pragma warning disable CA1031 // a defect of one answer must not stop the server, and nobody is helped by a stack trace
        catch (Exception e)
#pragma warning restore CA1031
        {
            var problem = $"the emulator failed over this ({e.GetType().Name}: {e.Message}).";
            ExchangeLog.Failed(http.RequestServices.GetRequiredService<ILogger<ExchangePipeline>>(), operation.Method, operation.Path, problem);
            if (!http.Response.HasStarted)
            {
                await UnreadableOrders.RefuseAsync(http, StatusCodes.Status500InternalServerError, problem);
            }
        }
    }

    private static EmulatorRun RunOf(HttpContext http, RunRegistry runs, ControlOperation operation)
    {
        var id = RequestedRun.IdOf(http);
        var run = runs.Find(id) ?? (operation.BeginsRun ? runs.Open(id) : null);
        if (run is null && operation.BeginsRun)
        {
            throw new ControlProblem(
                StatusCodes.Status503ServiceUnavailable,
                $"there are {runs.Bounds.MaxRuns} runs already and all are in use; end some with DELETE {ControlCatalogue.Root}/runs/NAME");
        }

        run?.Touch();
        return run ?? throw ControlProblem.Missing(
            $"there is no run {id}; it begins with its first request to a provider, or with PUT {ControlCatalogue.Root}/scenario");
    }

    private static async Task<string> ReadBodyAsync(HttpContext http)
    {
        var body = await BodyReader.ReadAsync(http.Request, MaxBodyBytes, http.RequestAborted)
            ?? throw new ControlProblem(
                StatusCodes.Status413PayloadTooLarge, $"the body is larger than the {MaxBodyBytes} bytes that are read; send less");
        return Encoding.UTF8.GetString(body.Span);
    }

    private static JsonObject ProblemsOf(ScenarioFormatException problems) => new()
    {
        ["error"] = problems.Problems[0].ToString(),
        ["problems"] = ProblemsJson.Of(problems.Problems),
    };

    private static Task RefuseUnknownPathAsync(HttpContext http, IReadOnlyList<ServedDialect> dialects)
    {
        var request = http.Request;
        var nearest = NearestPath.To(request.Method, request.Path, dialects.SelectMany(dialect => dialect.Dialect.Operations));
        var logger = http.RequestServices.GetRequiredService<ILogger<ExchangePipeline>>();
        ExchangeLog.Unmatched(logger, request.Method, request.Path.ToUriComponent(), nearest ?? "nothing that exists");
        return ControlCall.AnswerAsync(
            http,
            new JsonObject
            {
                ["error"] = $"nothing answers {request.Method} {request.Path}; the base URLs are below",
                ["nearest"] = nearest,
                ["control"] = $"{ControlCatalogue.Root}/openapi.json",
                ["baseUrls"] = new JsonObject(dialects.Select(dialect => KeyValuePair.Create<string, JsonNode?>(
                    dialect.Name, (PublicAddress.Of(http) with { PathPrefix = request.PathBase }).BaseUrlOf(dialect.Dialect.Traits)))),
            },
            StatusCodes.Status404NotFound);
    }
}
