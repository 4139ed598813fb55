using System.Text.Json;

namespace Emulator.DeepSeek.Chat.Tools;

/// <summary>A tool that the model may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is good for; empty where nothing is said.</param>
/// <param name="Parameters">The JSON Schema of its arguments; <see langword="null"/> where it takes none.</param>
/// <param name="IsStrict">Whether the arguments must fit the schema exactly.</param>
internal sealed record DeepSeekTool(string Name, string Description, JsonElement? Parameters, bool IsStrict)
{
    private const int LongestName = 64;

    public bool HasValidName =>
        Name.Length is > 0 and <= LongestName && Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    /// <summary>The names of its parameters, those of the first level only.</summary>
    public IEnumerable<string> ParameterNames =>
        Parameters is { ValueKind: JsonValueKind.Object } schema
            && schema.TryGetProperty("properties"u8, out var properties) && properties.ValueKind is JsonValueKind.Object
            ? properties.EnumerateObject().Select(property => property.Name)
            : [];
}

/// <summary>Whether tools are to be called.</summary>
/// <param name="Kind">Whether they may or must be.</param>
/// <param name="Name">The tool that must be; <see langword="null"/> for any.</param>
internal readonly record struct DeepSeekToolChoice(ToolChoiceKind Kind, string? Name = null)
{
    public static DeepSeekToolChoice Auto => default;
}

/// <summary>Whether tools may be called.</summary>
internal enum ToolChoiceKind
{
    Auto,
    None,
    Required,
}
