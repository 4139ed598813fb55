namespace Emulator.Runs;

/// <summary>The run that a request names, in a header or at the beginning of its path.</summary>
/// <param name="Id">Its name.</param>
internal sealed record RequestedRun(string Id)
{
    public const string Header = "X-Test-Id";

    /// <summary>What the path of a run's base URL begins with: <c>/@shard-7/deepseek</c>.</summary>
    public const string PathPrefix = "/@";

    public const int LongestId = 100;

    /// <summary>The name in a request; empty when it names none.</summary>
    public static string IdOf(HttpContext http) => http.Features.Get<RequestedRun>()?.Id ?? "";

    /// <summary>What is wrong with a name, and what is right; <see langword="null"/> when nothing is.</summary>
    public static string? ProblemWith(string id) =>
        id.Length is > 0 and <= LongestId && id.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or ':')
            ? null
            : $"{Header}: a run's name has 1 to {LongestId} letters, digits, dots, colons, hyphens and underscores; give one such as shard-7.";
}
