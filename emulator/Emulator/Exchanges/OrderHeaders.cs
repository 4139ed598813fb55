using System.Globalization;
using System.Text.Json;
using Emulator.Faults;
using Emulator.Scenarios;
using Emulator.Timing;
using ScenarioFile;

namespace Emulator.Exchanges;

/// <summary>
/// Reads what a request itself asks for: <c>X-Emulator-Fault: reset; phase=firstByte</c>, <c>X-Emulator-Delay: 2s</c>,
/// <c>X-Emulator-Status: 503</c>, <c>Prefer: code=429</c>. A value that cannot be read is refused, never ignored.
/// </summary>
internal static class OrderHeaders
{
    private const string FaultHeader = "X-Emulator-Fault";
    private const string DelayHeader = "X-Emulator-Delay";
    private const string StatusHeader = "X-Emulator-Status";
    private const string PreferHeader = "Prefer";
    private const string PreferCode = "code=";
    private const string NoFault = "none";

    /// <summary>Reads the headers.</summary>
    /// <returns>What is wrong and what is right in one sentence, or <see langword="null"/> when all could be read.</returns>
    public static string? Read(HttpRequest request, out RequestOrders orders)
    {
        orders = RequestOrders.None;
        var headers = request.Headers;
        if (!headers.ContainsKey(FaultHeader) && !headers.ContainsKey(DelayHeader)
            && !headers.ContainsKey(StatusHeader) && !headers.ContainsKey(PreferHeader))
        {
            return null;
        }

        List<OrderedFault> faults = [];
        TimeSpan? delay = null;
        var problem = ReadFaults(request, faults)
            ?? ReadStatus(headers[StatusHeader], StatusHeader, faults)
            ?? ReadStatus(PreferredCode(request), $"{PreferHeader}: {PreferCode[..^1]}", faults)
            ?? ReadDelay(headers[DelayHeader], out delay);
        if (problem is null)
        {
            var replaces = faults.Count > 0 || headers.ContainsKey(FaultHeader);
            orders = new RequestOrders { Faults = replaces ? faults : null, Delay = delay };
        }

        return problem;
    }

    private static string? ReadFaults(HttpRequest request, List<OrderedFault> faults)
    {
        string?[] values = [.. request.Headers[FaultHeader]];
        foreach (var value in values.Where(value => value?.Trim() != NoFault))
        {
            var word = (value ?? "").Split(';')[0].Trim();
            if (!FaultWord.All.Contains(word))
            {
                return $"{FaultHeader}: there is no fault {Shown(word)}; use one of {NoFault}, {string.Join(", ", FaultWord.All)}, "
                    + "with parameters as in \"reset; phase=firstByte\".";
            }

            try
            {
                faults.Add(new OrderedFault(FaultIn(value ?? ""), FaultHeader));
            }
            catch (ScenarioFormatException e)
            {
                var problem = e.Problems[0];
                return $"{FaultHeader}: {word}: {problem.What}; {problem.Remedy}.";
            }
        }

        return values.Length > 1 && faults.Count < values.Length
            ? $"{FaultHeader}: {NoFault} stands beside other faults; remove one of them."
            : null;
    }

    /// <summary>A header's fault is a rule of a scenario in another spelling, so that both know the same keys and values.</summary>
    private static FaultSection FaultIn(string value)
    {
        var parts = value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var rule = $"fault: {Scalar(parts.FirstOrDefault() ?? "")}";
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            rule += equals < 0
                ? $", {JsonSerializer.Serialize(part)}: ''"
                : $", {JsonSerializer.Serialize(part[..equals].Trim())}: {Scalar(part[(equals + 1)..].Trim())}";
        }

        var document = ScenarioDocument.Parse($"version: 1\ntitle: header\nemulator: {{{rule}}}\n", FaultHeader);
        return document.Section<FaultSection>("emulator")!;
    }

    /// <summary>Plain words and numbers stay as they are; lists and mappings are YAML; everything else is quoted text.</summary>
    private static string Scalar(string text) =>
        text.Length > 0 && (text[0] is '{' or '[' || text.All(IsPlain))
            ? text
            : JsonSerializer.Serialize(text);

    private static bool IsPlain(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '/' or '+';

    private static string? ReadStatus(string? text, string header, List<OrderedFault> faults)
    {
        if (text is null)
        {
            return null;
        }

        if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            || status is < StatusCodes.Status400BadRequest or > 599)
        {
            return $"{header}: {Shown(text)} is no status that a provider refuses with; give a whole number from 400 to 599.";
        }

        faults.Add(new OrderedFault(new FaultSection { Fault = FaultKind.Refuse, Status = status }, $"{header} {status}"));
        return null;
    }

    /// <summary>The code among the preferences; the others are other people's business.</summary>
    private static string? PreferredCode(HttpRequest request) => request.Headers.GetCommaSeparatedValues(PreferHeader)
        .Where(preference => preference.Trim().StartsWith(PreferCode, StringComparison.OrdinalIgnoreCase))
        .Select(preference => preference.Trim()[PreferCode.Length..])
        .FirstOrDefault();

    private static string? ReadDelay(string? text, out TimeSpan? delay)
    {
        delay = null;
        if (text is null)
        {
            return null;
        }

        if (!ScenarioScalar.TryDuration(text.Trim(), out var length))
        {
            return $"{DelayHeader}: {Shown(text)} is no duration; give a number with its unit, 250ms, 2s or 1.5m.";
        }

        if (length > DelayDistribution.Longest)
        {
            return $"{DelayHeader}: {Shown(text)} is longer than the {DelayDistribution.Longest.TotalHours:0} hours that an answer can wait; give less.";
        }

        delay = length;
        return null;
    }

    private static string Shown(string text) => text.Length <= 40 ? text : $"{text[..40]}...";
}
