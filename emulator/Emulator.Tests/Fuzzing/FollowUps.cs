using System.Text.RegularExpressions;
using Emulator.Exchanges;
using Microsoft.AspNetCore.Routing.Template;

namespace Emulator.Tests.Fuzzing;

/// <summary>Finds polls and downloads that exist, by submitting to each dialect and following what its answers name.</summary>
internal static partial class FollowUps
{
    /// <summary>Paths with their queries, by the routes that take them.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(FuzzedServer server)
    {
        Dictionary<string, string> found = [];
        foreach (var dialect in EmulatorApp.Dialects())
        {
            var submits = dialect.Operations.Where(static operation => operation.Kind is OperationKind.Submit).Take(1);
            foreach (var submit in submits)
            {
                await FollowAsync(server, dialect, RequestSeeds.Submit(dialect, submit), found);
            }
        }

        return found;
    }

    private static async Task FollowAsync(FuzzedServer server, IDialect dialect, FuzzRequest request, Dictionary<string, string> found)
    {
        var body = (await server.AskAsync(request)).Body;
        var ids = Id().Matches(body).Select(match => match.Groups[1].Value).ToArray();
        var urls = Url().Matches(body).Select(match => new Uri(match.Value).PathAndQuery);
        foreach (var operation in dialect.Operations.Where(one => one.Method == "GET" && one.Name != StrayRequests.OperationName))
        {
            foreach (var route in operation.Routes)
            {
                TemplateMatcher matcher = new(TemplateParser.Parse(route), []);
                var target = urls.Concat(ids.Select(id => route.Replace("{id}", id, StringComparison.Ordinal)))
                    .FirstOrDefault(target => matcher.TryMatch(target.Split('?')[0], []) && !target.Contains('{', StringComparison.Ordinal));
                if (target is not null && target != route && found.TryAdd(route, target))
                {
                    await FollowAsync(server, dialect, request with { Method = "GET", Target = target, Body = [] }, found);
                }
            }
        }
    }

    [GeneratedRegex("\"id\": ?\"([^\"]+)\"")]
    private static partial Regex Id();

    /// <summary>Pictures are bodies, too, and what they say of themselves has addresses with bytes behind.</summary>
    [GeneratedRegex("""https?://[^"\\\p{Cc}\s<>]+""")]
    private static partial Regex Url();
}
