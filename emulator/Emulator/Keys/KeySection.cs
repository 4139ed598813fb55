using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emulator.Keys;

/// <summary>One key of a dialect, with whose it is and when it is accepted; a key that is nothing but accepted is a plain text.</summary>
[JsonConverter(typeof(ShortForm))]
internal sealed record KeySection : IParsable<KeySection>, IValidatableObject
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    [Description("The key itself.")]
    public required string Key { get; init; }

    [Description("The account that it belongs to; by default every key is an account of its own.")]
    public string? Account { get; init; }

    [Description("The project that it belongs to, for limits that count by project.")]
    public string? Project { get; init; }

    [Description("How long after the start it is accepted first.")]
    public TimeSpan? From { get; init; }

    [Description("How long after the start it is accepted no more.")]
    public TimeSpan? Expires { get; init; }

    [Description("Whether it was revoked.")]
    public bool Revoked { get; init; }

    public static KeySection Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var key) ? key : throw new FormatException("write the key as text");

    public static bool TryParse(string? s, IFormatProvider? provider, out KeySection result)
    {
        result = new KeySection { Key = s ?? "" };
        return !string.IsNullOrWhiteSpace(s);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(Key))
        {
            yield return new ValidationResult("a key is not empty; write it as text", [nameof(Key)]);
        }

        if (From >= Expires)
        {
            yield return new ValidationResult("the key expires before it begins; write a longer time than that of from", [nameof(Expires)]);
        }

        if (From > Longest || Expires > Longest)
        {
            yield return new ValidationResult(
                $"no run lasts so long; write {Longest.TotalDays:0}d at most", [From > Longest ? nameof(From) : nameof(Expires)]);
        }
    }

    /// <summary>Writes a plain key as the text that it always was, so that what names a scenario by its contents stays.</summary>
    private sealed class ShortForm : JsonConverter<KeySection>
    {
        public override KeySection Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("sections are read from scenarios, not from JSON");

        public override void Write(Utf8JsonWriter writer, KeySection value, JsonSerializerOptions options)
        {
            if (value == new KeySection { Key = value.Key })
            {
                writer.WriteStringValue(value.Key);
                return;
            }

            JsonSerializer.Serialize(
                writer, new { value.Key, value.Account, value.Project, value.From, value.Expires, value.Revoked }, options);
        }
    }
}
