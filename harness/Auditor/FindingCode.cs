using System.Text.Json.Serialization;

namespace Auditor;

/// <summary>Everything that a run can be convicted of; the words are part of the scenario format.</summary>
internal enum FindingCode
{
    /// <summary>More arrived inside some window, or at once, than the limit allows.</summary>
    [JsonStringEnumMemberName("limit_exceeded")]
    LimitExceeded,

    /// <summary>A call was tried again with the same key before the wait was over that its answer had asked for.</summary>
    [JsonStringEnumMemberName("retry_after_ignored")]
    RetryAfterIgnored,

    /// <summary>A call was tried again after an answer that no repetition can change.</summary>
    [JsonStringEnumMemberName("retried_non_retryable")]
    RetriedNonRetryable,

    /// <summary>Paid work was sent again after it was accepted, or after its outcome had become unknown.</summary>
    [JsonStringEnumMemberName("duplicate_submit")]
    DuplicateSubmit,

    /// <summary>A call was tried again at once after a refusal or a server error without a hint.</summary>
    [JsonStringEnumMemberName("no_backoff")]
    NoBackoff,

    /// <summary>One call made more than ten attempts without a success in between.</summary>
    [JsonStringEnumMemberName("retry_storm")]
    RetryStorm,

    /// <summary>The client's audit log and the journal tell different stories.</summary>
    [JsonStringEnumMemberName("witnesses_disagree")]
    WitnessesDisagree,

    /// <summary>A client's audit log was changed after it was written.</summary>
    [JsonStringEnumMemberName("broken_chain")]
    BrokenChain,

    /// <summary>A count is not what the scenario demands, or a finding that must appear did not.</summary>
    [JsonStringEnumMemberName("expectation_failed")]
    ExpectationFailed,

    /// <summary>Less of an allowance was used than the scenario demands.</summary>
    [JsonStringEnumMemberName("underused")]
    Underused,
}
