using System.Collections.ObjectModel;
using System.ComponentModel.DataAnnotations;
using Emulator.Scenarios;

namespace Emulator.Faults;

/// <summary>Which keys of a rule each fault reads; any other would be ignored in silence, so it is refused.</summary>
internal static class FaultKeys
{
    private static readonly (string Name, Func<FaultSection, bool> IsSet)[] Parameters =
    [
        (nameof(FaultSection.Status), rule => rule.Status is not null),
        (nameof(FaultSection.RetryAfter), rule => rule.RetryAfter is not null),
        (nameof(FaultSection.RetryAfterForm), rule => rule.RetryAfterForm is not null),
        (nameof(FaultSection.Delay), rule => rule.Delay is not null),
        (nameof(FaultSection.Phase), rule => rule.Phase is not null),
        (nameof(FaultSection.AfterBytes), rule => rule.AfterBytes is not null),
        (nameof(FaultSection.BytesPerSecond), rule => rule.BytesPerSecond is not null),
        (nameof(FaultSection.Frame), rule => rule.Frame is not null),
        (nameof(FaultSection.Lines), rule => rule.Lines is not null),
        (nameof(FaultSection.ByBytes), rule => rule.ByBytes is not null),
        (nameof(FaultSection.ContentType), rule => rule.ContentType is not null),
        (nameof(FaultSection.Body), rule => rule.Body is not null),
        (nameof(FaultSection.Set), rule => rule.Set is not null),
        (nameof(FaultSection.Remove), rule => rule.Remove is not null),
        (nameof(FaultSection.Headers), rule => rule.Headers is not null),
        (nameof(FaultSection.Times), rule => rule.Times is not null),
    ];

    private static readonly string[] Framing = ["Content-Length", "Transfer-Encoding", "Trailer", "Upgrade"];

    private static readonly IReadOnlyDictionary<string, string> EmptyHeaders = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The keys that a fault may have, beside those that say when it happens.</summary>
    public static IReadOnlyList<string> Of(FaultKind fault) => fault switch
    {
        FaultKind.Refuse =>
            [nameof(FaultSection.Status), nameof(FaultSection.RetryAfter), nameof(FaultSection.RetryAfterForm)],
        FaultKind.GatewayPage => [nameof(FaultSection.Status)],
        FaultKind.Close or FaultKind.Reset => [nameof(FaultSection.Phase), nameof(FaultSection.AfterBytes)],
        FaultKind.Stall => [nameof(FaultSection.Phase), nameof(FaultSection.AfterBytes), nameof(FaultSection.Delay)],
        FaultKind.Delay => [nameof(FaultSection.Delay)],
        FaultKind.SlowBody => [nameof(FaultSection.BytesPerSecond)],
        FaultKind.EmptyBody or FaultKind.BlankLines => [nameof(FaultSection.Lines)],
        FaultKind.WrongBody => [nameof(FaultSection.Body), nameof(FaultSection.ContentType)],
        FaultKind.EditJson => [nameof(FaultSection.Set), nameof(FaultSection.Remove)],
        FaultKind.Truncate or FaultKind.TruncateImage => [nameof(FaultSection.AfterBytes)],
        FaultKind.ContentType or FaultKind.WrongImageType => [nameof(FaultSection.ContentType)],
        FaultKind.ContentLength => [nameof(FaultSection.ByBytes)],
        FaultKind.Headers => [nameof(FaultSection.Headers)],
        FaultKind.RateHeaders => [nameof(FaultSection.RetryAfter)],
        FaultKind.BrokenFrame or FaultKind.DuplicateFrame => [nameof(FaultSection.Frame)],
        FaultKind.ErrorEvent => [nameof(FaultSection.Status), nameof(FaultSection.Frame)],
        FaultKind.DuplicateCallback => [nameof(FaultSection.Times)],
        FaultKind.LateCallback => [nameof(FaultSection.Delay)],
        _ => [],
    };

    /// <summary>The keys without which a fault says nothing, one of them being enough, and how a whole rule looks.</summary>
    private static (IReadOnlyList<string> Keys, string Example) NeededBy(FaultKind fault) => fault switch
    {
        FaultKind.Delay => ([nameof(FaultSection.Delay)], "delay: 30s"),
        FaultKind.LateCallback => ([nameof(FaultSection.Delay)], "delay: 30s"),
        FaultKind.SlowBody => ([nameof(FaultSection.BytesPerSecond)], "bytesPerSecond: 1000"),
        FaultKind.ContentLength => ([nameof(FaultSection.ByBytes)], "byBytes: 100"),
        FaultKind.ContentType => ([nameof(FaultSection.ContentType)], "contentType: text/html"),
        FaultKind.Headers => ([nameof(FaultSection.Headers)], "headers: {Server: other}"),
        FaultKind.EditJson => ([nameof(FaultSection.Set), nameof(FaultSection.Remove)], "remove: [choices]"),
        _ => ([], ""),
    };

    public static IEnumerable<ValidationResult> Check(FaultSection rule)
    {
        var known = Of(rule.Fault);
        var word = FaultWord.Of(rule.Fault);
        foreach (var (name, _) in Parameters.Where(one => one.IsSet(rule) && !known.Contains(one.Name)))
        {
            var others = Enum.GetValues<FaultKind>().Where(kind => Of(kind).Contains(name)).Select(FaultWord.Of);
            yield return new ValidationResult(
                $"the fault {word} has no {Key(name)}; remove it, or write fault: {string.Join(" or ", others)}", [name]);
        }

        var (needed, example) = NeededBy(rule.Fault);
        if (needed.Count > 0 && !Parameters.Any(one => one.IsSet(rule) && needed.Contains(one.Name)))
        {
            yield return new ValidationResult(
                $"the fault {word} needs {string.Join(" or ", needed.Select(Key))}; write {{fault: {word}, {example}}}",
                [nameof(FaultSection.Fault)]);
        }

        foreach (var (name, value) in (rule.Headers ?? EmptyHeaders).Append(new("Content-Type", rule.ContentType ?? "")))
        {
            if (name.Length == 0 || !name.All(IsOfAName) || !value.All(static letter => letter is >= ' ' and <= '~'))
            {
                yield return new ValidationResult(
                    $"{name}: {value} cannot stand in a header; use letters, digits and - in the name and plain ASCII in the value",
                    [rule.Headers is null ? nameof(rule.ContentType) : nameof(rule.Headers)]);
            }
        }

        foreach (var name in (rule.Headers ?? EmptyHeaders).Keys.Where(name => Framing.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            yield return new ValidationResult(
                $"{name} says how the body is framed, which the server does; remove it, or write {{fault: contentLength, byBytes: 100}}",
                [nameof(rule.Headers)]);
        }

        if (rule is { AfterBytes: not null, Phase: not (null or BreakPhase.MidStream) })
        {
            yield return new ValidationResult(
                "afterBytes is a place in the middle of the body; remove phase, or write phase: midStream", [nameof(rule.Phase)]);
        }

        if (rule.RetryAfterForm is { } form && rule.RetryAfter is null && RetryAfterHeader.NeedsWait(form))
        {
            yield return new ValidationResult(
                $"retryAfterForm: {FaultWord.Camel($"{form}")} needs a wait to write; add retryAfter: 2s", [nameof(rule.RetryAfterForm)]);
        }
    }

    private static bool IsOfAName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';

    private static string Key(string name) => FaultWord.Camel(name);
}
