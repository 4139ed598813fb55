using Harness.Steps;

namespace Harness.FaultMatrix;

/// <summary>One way in which a fault is tried.</summary>
/// <param name="Fault">The fault's word.</param>
/// <param name="Phase">Where or in which form it happens; empty where there is one way only.</param>
/// <param name="Rule">The rule's keys, as a scenario has them.</param>
/// <param name="Fits">The places where it means something.</param>
internal sealed record FaultVariant(string Fault, string Phase, string Rule, Func<CallPoint, bool> Fits)
{
    private static readonly string[] Phases = ["accept", "headers", "firstByte", "midStream", "lastByte"];

    private static readonly string[] RetryAfterForms =
    [
        "seconds", "httpDate", "milliseconds", "fractional", "negative", "pastDate", "huge", "overflow", "words", "empty", "twice", "missing",
    ];

    /// <summary>Every variant, in the order of the table.</summary>
    public static readonly IReadOnlyList<FaultVariant> All =
    [
        .. ((int[])[400, 401, 402, 404, 408, 422, 429, 500, 502, 503, 504]).Select(status =>
            new FaultVariant("refuse", $"{status}", $"status: {status}", Everywhere)),
        .. RetryAfterForms.Select(form => new FaultVariant(
            "refuse", $"429 {form}", $"status: 429, retryAfter: 3s, retryAfterForm: {form}", point => point.IsSubmit || point.Name == "chat")),
        new("gatewayPage", "502", "status: 502", Everywhere),
        new("delay", "5 s", "delay: 5s", Everywhere),
        new("delay", "10 min", "delay: 10m", Everywhere),
        new("unreachable", "", "", point => point.IsSubmit || point.Name == "chat"),
        .. Phases.Select(phase => new FaultVariant("close", phase, $"phase: {phase}", Everywhere)),
        .. Phases.Select(phase => new FaultVariant("reset", phase, $"phase: {phase}", Everywhere)),
        .. ((string[])["headers", "midStream"]).Select(phase => new FaultVariant("stall", phase, $"phase: {phase}", Everywhere)),
        new("slowBody", "", "bytesPerSecond: 2000", Everywhere),
        new("emptyBody", "", "", Everywhere),
        new("emptyBody", "4 lines", "lines: 4", Everywhere),
        new("wrongBody", "{}", "", Everywhere),
        new("wrongBody", "text", "body: sorry, contentType: text/plain", Everywhere),
        new("editJson", "key missing", "remove: [choices, jobId, status, id, polling_url, image_data, data, candidates]", point => point.Name != "download"),
        new("editJson", "unknown status", "set: {status: Reasoning}", point => point.Name == "poll"),
        new("garble", "", "", point => point.Name != "download" && !point.IsStream),
        new("truncate", "", "", Everywhere),
        new("blankLines", "", "lines: 3", point => point.Name != "download"),
        new("contentType", "text/html", "contentType: text/html", Everywhere),
        new("contentLength", "too much", "byBytes: 50", Everywhere),
        new("contentLength", "too little", "byBytes: -50", Everywhere),
        new("headers", "odd", "headers: {Server: other, Vary: ''}", Everywhere),
        new("rateHeaders", "on success", "retryAfter: 3s", Everywhere),
        new("brokenFrame", "", "frame: 4", point => point.IsStream),
        new("duplicateFrame", "", "frame: 4", point => point.IsStream),
        new("errorEvent", "first", "frame: 1", point => point.IsStream),
        new("errorEvent", "middle", "", point => point.IsStream),
        new("missingEnd", "", "", point => point.IsStream),
        new("wrongImageType", "", "", point => point.BringsPicture),
        new("truncateImage", "", "", point => point.BringsPicture),
        new("expiredUrl", "", "", point => point.Name == "download"),
        new("missingUrl", "", "", point => point.Name == "download"),
        new("stuckJob", "", "", point => point.MakesJob),
        new("failedJob", "", "", point => point.IsSubmit),
        new("moderatedJob", "", "", point => point.MakesJob),
        .. ((string[])["duplicateCallback", "earlyCallback", "lateCallback", "lostCallback", "badSignature"]).Select(fault =>
            new FaultVariant(
                fault,
                "layer polls",
                fault == "lateCallback" ? "delay: 1m" : "",
                point => point.IsSubmit && point.Dialect == StepDialects.Bfl)),
    ];

    private static bool Everywhere(CallPoint point) => true;
}
