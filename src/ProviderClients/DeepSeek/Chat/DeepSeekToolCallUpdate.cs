namespace ProviderClients.DeepSeek.Chat;

/// <summary>A part of a function call in a streamed answer.</summary>
/// <param name="Index">Which call it belongs to; may begin above 0 and leave numbers out.</param>
/// <param name="Id">The call's id; usually on its first part only, and perhaps empty.</param>
/// <param name="Name">The function's name; usually on the first part only.</param>
/// <param name="Arguments">More of the arguments; empty when the part has none.</param>
public sealed record DeepSeekToolCallUpdate(int Index, string? Id, string? Name, string Arguments);
