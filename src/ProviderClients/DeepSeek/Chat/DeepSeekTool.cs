using System.Text.Json;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>A function that the model may ask to have called.</summary>
/// <param name="Name">Letters, digits, <c>_</c> and <c>-</c>; at most 64.</param>
/// <param name="Description">What it is for, to the model.</param>
public sealed record DeepSeekTool(string Name, string? Description = null)
{
    /// <summary>The JSON Schema of its arguments, an object; without one it takes none.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>
    /// Whether the arguments are sure to fit the schema. The provider then wants it of every function of the request, and
    /// accepts a part of JSON Schema only. Goes to the provider's beta address.
    /// </summary>
    public bool IsStrict { get; init; }
}
