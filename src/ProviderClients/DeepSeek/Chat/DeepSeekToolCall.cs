using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>A function call that the model asks for.</summary>
/// <param name="Id">The provider's name of the call; its result must bear it.</param>
/// <param name="Name">The function; perhaps one that does not exist.</param>
/// <param name="Arguments">The arguments as the model wrote them: meant to be a JSON object, perhaps none, perhaps cut off.</param>
public sealed record DeepSeekToolCall(string Id, string Name, string Arguments)
{
    /// <summary>Reads the arguments, which nobody has checked: neither their JSON nor whether they fit the schema.</summary>
    /// <param name="arguments">The arguments; an empty object when the model wrote nothing.</param>
    /// <returns>Whether they are a JSON object.</returns>
    public bool TryReadArguments([NotNullWhen(true)] out JsonObject? arguments)
    {
        try
        {
            // A name given twice shows only when the members are counted.
            arguments = string.IsNullOrWhiteSpace(Arguments) ? [] : JsonNode.Parse(Arguments) as JsonObject;
            return arguments is { Count: >= 0 };
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or ArgumentException)
        {
            arguments = null;
            return false;
        }
    }
}
