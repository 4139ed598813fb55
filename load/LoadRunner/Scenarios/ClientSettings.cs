using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace LoadRunner.Scenarios;

/// <summary>How the calls of a load run are made.</summary>
internal sealed record ClientSettings
{
    [Description("layer (default): through the integration layer. plain: one bare request per arrival, without limiter or retry.")]
    public ClientVia Via { get; init; } = ClientVia.Layer;

    [Description("The deadline of one logical call. Default: the integration layer's own.")]
    public TimeSpan? Timeout { get; init; }

    [Description("Retries after the first attempt. Default: the integration layer's own.")]
    [Range(0, 100)]
    public int? RetryLimit { get; init; }

    [Description("The limits that the client keeps, per dialect. Default: the integration layer's own.")]
    public IReadOnlyDictionary<string, IReadOnlyList<ClientLimit>> Limits { get; init; } =
        new Dictionary<string, IReadOnlyList<ClientLimit>>();
}

/// <summary>What stands between the runner and the wire.</summary>
internal enum ClientVia
{
    /// <summary>The integration layer: what is tested.</summary>
    Layer,

    /// <summary>One bare request per arrival: the control, and the measure of emulator and generator alone.</summary>
    Plain,
}

/// <summary>One limit that the client is told to keep: requests in a sliding window, or requests under way.</summary>
internal sealed record ClientLimit : IValidatableObject
{
    [Description("So many requests in any window.")]
    [Range(1, int.MaxValue)]
    public int? Requests { get; init; }

    [Description("The window's length.")]
    public TimeSpan? Window { get; init; }

    [Description("So many requests under way at once.")]
    [Range(1, int.MaxValue)]
    public int? InFlight { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Requests.HasValue == InFlight.HasValue || Requests.HasValue != Window.HasValue)
        {
            yield return new ValidationResult(
                "a limit counts one thing; write {requests: 100, window: 1h} or {inFlight: 25}");
        }
        else if (Window <= TimeSpan.Zero)
        {
            yield return new ValidationResult("a window has a length; write 1s or more", [nameof(Window)]);
        }
    }
}
