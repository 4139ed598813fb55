namespace ProviderClients.Calls;

/// <summary>A refusal because too many requests are under way, for a provider that does not say when to come back.</summary>
/// <param name="PermittedAtOnce">How many there may be, where the provider says so; the account's other users count among them.</param>
internal sealed record Crowding(int? PermittedAtOnce);
