using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LoadRunner.Scenarios;

/// <summary>One kind of call that arrives.</summary>
internal sealed record LoadTarget : IValidatableObject
{
    [Description("Whom to call.")]
    public required LoadDialect Dialect { get; init; }

    [Description("What to ask for. Default: chat.completions, images.generate, generate or flux, whichever the dialect has.")]
    public string? Operation { get; init; }

    [Description("The prompt; {n} becomes the call's number, so that no two calls are the same.")]
    [MinLength(1)]
    public string Prompt { get; init; } = "a lighthouse at dusk, number {n}";

    [Description("The API key. Any text will do for an emulator without a key list.")]
    [MinLength(1)]
    public string Key { get; init; } = "sk-load";

    [Description("When calls arrive: 5/s, {from: 1/s, to: 20/s} or {poisson: 5/s, seed: 7}.")]
    public required ArrivalCurve Arrivals { get; init; }

    /// <summary>The operation's name on the wire.</summary>
    public string OperationName => Operation ?? OperationOf(Dialect);

    /// <summary>The dialect as it is written everywhere.</summary>
    public string DialectName => NameOf(Dialect);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OperationName != OperationOf(Dialect))
        {
            yield return new ValidationResult(
                $"{DialectName} has no operation {Operation} that can be loaded; write {OperationOf(Dialect)}",
                [nameof(Operation)]);
        }
    }

    public static string NameOf(LoadDialect dialect) => dialect switch
    {
        LoadDialect.DeepSeekChat => "DeepSeek/Chat",
        LoadDialect.NanoBananaNative => "NanoBanana/Native",
        LoadDialect.FluxBfl => "Flux/Bfl",
        _ => "Flux/ImagePig",
    };

    private static string OperationOf(LoadDialect dialect) => dialect switch
    {
        LoadDialect.DeepSeekChat => "chat.completions",
        LoadDialect.NanoBananaNative => "images.generate",
        LoadDialect.FluxBfl => "generate",
        _ => "flux",
    };
}

/// <summary>The dialects that can be loaded.</summary>
internal enum LoadDialect
{
    [JsonStringEnumMemberName("DeepSeek/Chat")]
    DeepSeekChat,

    [JsonStringEnumMemberName("NanoBanana/Native")]
    NanoBananaNative,

    [JsonStringEnumMemberName("Flux/Bfl")]
    FluxBfl,

    [JsonStringEnumMemberName("Flux/ImagePig")]
    FluxImagePig,
}
