using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Emulator.Exchanges;

namespace Emulator.NanoBanana.Native;

/// <summary>What a scenario says that only this dialect has: the keys below <c>provider</c>.</summary>
internal sealed record NanoBananaNativeSection
{
    /// <summary>What is served where a scenario says nothing.</summary>
    public static readonly NanoBananaNativeSection Usual = new();

    [Description("Whether fields that are not known are refused with 400; by default they are let pass.")]
    public bool Strict { get; init; }

    [Description("Where the content policy refuses: submit (default), with a 422, or job, which then fails with the same code.")]
    public NanoBananaPolicyPlace PolicyAt { get; init; }

    [Description("The code of jobs that fail: generation_failed (default), no_image, timeout or internal_error.")]
    public NanoBananaJobFailure JobFailure { get; init; }

    [Description("The credits that a submit takes from an account; 1 by default.")]
    [Range(0.0, 1_000_000.0)]
    public decimal CreditsPerImage { get; init; } = 1;

    /// <summary>The rules of the scenario that a request came under.</summary>
    public static NanoBananaNativeSection Of(Exchange exchange) => (NanoBananaNativeSection)exchange.Served.Rules!;
}

/// <summary>Where a prompt meets the content policy.</summary>
internal enum NanoBananaPolicyPlace
{
    Submit,
    Job,
}

/// <summary>Why jobs fail, beside the content policy; all of it may be tried again.</summary>
internal enum NanoBananaJobFailure
{
    [JsonStringEnumMemberName("generation_failed")]
    GenerationFailed,

    [JsonStringEnumMemberName("no_image")]
    NoImage,

    [JsonStringEnumMemberName("timeout")]
    Timeout,

    [JsonStringEnumMemberName("internal_error")]
    InternalError,
}
