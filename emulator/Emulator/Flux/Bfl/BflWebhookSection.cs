using System.ComponentModel;

namespace Emulator.Flux.Bfl;

/// <summary>How webhooks look, because the provider's own descriptions contradict each other.</summary>
internal sealed record BflWebhookSection
{
    [Description("How a webhook proves itself: both (default), secret (X-Webhook-Secret), signature (X-BFL-Signature) or none.")]
    public BflWebhookProof Proof { get; init; }

    [Description("What it carries: result (default, what a poll tells, and a timestamp) or message (the short forms of success and failure).")]
    public BflWebhookPayload Payload { get; init; }

    [Description("The waits before it is tried again; by default 1s, 5s and 30s.")]
    public IReadOnlyList<TimeSpan> Retries { get; init; } = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    [Description("The status in the answer to a submit with a webhook; by default Pending.")]
    public string SubmitStatus { get; init; } = "Pending";

    [Description("Whether that answer has a polling URL as well; by default it has none.")]
    public bool PollingUrl { get; init; }
}

/// <summary>The headers of a webhook whose submit gave a secret.</summary>
internal enum BflWebhookProof
{
    Both,
    Secret,
    Signature,
    None,
}

/// <summary>The two bodies that are described.</summary>
internal enum BflWebhookPayload
{
    Result,
    Message,
}
