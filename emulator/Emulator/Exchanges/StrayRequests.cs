using Microsoft.AspNetCore.Routing.Template;

namespace Emulator.Exchanges;

/// <summary>
/// Answers what is asked of a dialect at paths or with methods that it does not have, in its own words and seen by the
/// journal like everything else.
/// </summary>
internal sealed class StrayRequests
{
    public const string OperationName = "unknown";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", Operation.AnyMethod];

    private readonly (string Method, TemplateMatcher Path)[] _known;
    private readonly Func<Exchange, int, Reply> _answer;
    private readonly IReadOnlyList<Operation> _operations;

    private StrayRequests(IReadOnlyList<Operation> known, Func<Exchange, int, Reply> answer)
    {
        _known = [.. known.SelectMany(operation => operation.Routes.Select(
            route => (operation.Method, new TemplateMatcher(TemplateParser.Parse(route), []))))];
        _answer = answer;
        _operations = known;
    }

    /// <summary>The operations of a dialect and one for everything else below its base path.</summary>
    /// <param name="basePath">The dialect's base path.</param>
    /// <param name="known">What the dialect has.</param>
    /// <param name="answer">Makes the dialect's answer with status 404 or 405.</param>
    /// <param name="needsKey">Whether the dialect asks for a key before it says that there is nothing.</param>
    public static IReadOnlyList<Operation> Beside(
        string basePath, IReadOnlyList<Operation> known, Func<Exchange, int, Reply> answer, bool needsKey = false)
    {
        StrayRequests strays = new(known, answer);
        return
        [
            .. known,
            .. Methods.Select(method => new Operation(
                OperationName, OperationKind.Other, method, [$"{basePath}/{{**path}}"], strays.Answer) { NeedsKey = needsKey }),
        ];
    }

    private Reply Answer(Exchange exchange)
    {
        var path = exchange.Http.Request.Path;
        string[] allowed = [.. _known.Where(one => one.Path.TryMatch(path, [])).Select(one => one.Method).Distinct()];
        if (allowed.Length == 0)
        {
            return _answer(exchange, StatusCodes.Status404NotFound).Because(Reason(exchange.Http.Request));
        }

        var reply = _answer(exchange, StatusCodes.Status405MethodNotAllowed);
        return (reply.Status is StatusCodes.Status405MethodNotAllowed ? reply.With("Allow", string.Join(", ", allowed)) : reply)
            .Because($"{path} takes {string.Join(", ", allowed)} only");
    }

    private string Reason(HttpRequest request)
    {
        var nearest = NearestPath.To(request.Method, request.Path, _operations);
        return nearest is null
            ? $"there is nothing at {request.Path}"
            : $"there is nothing at {request.Path}; the nearest is {nearest}";
    }
}
