using System.Text.Json.Nodes;
using Emulator.Keys;

namespace Emulator.Control;

/// <summary>The token endpoint (RFC 6749, 4.4): for clients under test, and therefore open to whoever reaches the providers.</summary>
internal static class TokenControl
{
    public const string Path = "/__emulator/oauth/token";

    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("POST", Path, "Gives a client of emulator.oauth a token that its dialect takes as a key (RFC 6749, client credentials).", AnswerAsync)
        {
            BodyExample = "grant_type=client_credentials&client_id=app&client_secret=s",
            Takes = "application/x-www-form-urlencoded",
            BeginsRun = true,
        },
    ];

    private static Task AnswerAsync(ControlCall call)
    {
        var run = call.Run;
        var played = run.Played;
        var request = TokenRequest.Read(call.Http.Request, call.Body, out var problem);
        var wasBasic = call.Http.Request.Headers.Authorization.Count > 0;
        if (request is null || TokenDesk.ClientOf(request, played.Scenario.Section.Oauth?.Clients ?? []) is not { } client)
        {
            return RefuseAsync(call, problem ?? TokenProblem.UnknownClient(wasBasic));
        }

        call.Http.Response.Headers.Pragma = "no-cache";
        var keys = played.Dialects.First(dialect => dialect.Name == client.Dialect).Keys;
        return call.AnswerAsync(new JsonObject
        {
            ["access_token"] = keys.Issue(client, played.Settings.Seed, run.Clock.Now),
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)client.Lifetime.TotalSeconds,
        });
    }

    private static Task RefuseAsync(ControlCall call, TokenProblem problem)
    {
        call.Http.Response.Headers.Pragma = "no-cache";
        if (problem.WasBasic)
        {
            call.Http.Response.Headers.WWWAuthenticate = "Basic realm=\"emulator\"";
        }

        return call.AnswerAsync(
            new JsonObject { ["error"] = problem.Error, ["error_description"] = problem.Description }, problem.Status);
    }
}
