using Emulator.NanoBanana.Gemini.Catalog;

namespace Emulator.NanoBanana.Gemini;

/// <summary>What the paths of the API say: a version, a model, and what is to be done with it.</summary>
internal static class GeminiPaths
{
    public const string Base = "/gemini";

    /// <summary>Both versions serve the same.</summary>
    public static IReadOnlyList<string> Bases { get; } = [$"{Base}/v1beta", $"{Base}/v1"];

    public static string VersionOf(HttpRequest request) =>
        request.Path.StartsWithSegments($"{Base}/v1", StringComparison.Ordinal) ? "v1" : "v1beta";

    /// <summary>The routes of one operation on a model.</summary>
    public static IReadOnlyList<string> Of(string method) => [.. Bases.Select(path => $"{path}/models/{{model}}:{method}")];

    /// <summary>The model and the method of a path like <c>models/X:generateContent</c>; <see langword="null"/> for others.</summary>
    public static (string Model, string Method)? MethodIn(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var place = path.IndexOf("/models/", StringComparison.Ordinal);
        if (place < 0)
        {
            return null;
        }

        var rest = path[(place + "/models/".Length)..];
        var colon = rest.LastIndexOf(':');
        return colon > 0 && colon < rest.Length - 1 ? (rest[..colon], rest[(colon + 1)..]) : null;
    }

    /// <summary>The model that a request names, where it is served at the request's version; <see langword="null"/> when it is not.</summary>
    public static GeminiModel? ModelOf(HttpRequest request, string id, GeminiRules rules) =>
        rules.Catalog.Find(id) is { } model && (rules.Section.V1ImageModels || !model.MakesPictures || VersionOf(request) != "v1")
            ? model
            : null;
}
