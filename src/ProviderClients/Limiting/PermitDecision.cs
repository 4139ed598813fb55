namespace ProviderClients.Limiting;

/// <summary>A limiter's answer: a permit, or no and when to ask again.</summary>
/// <param name="Permit">The permit; <see langword="null"/> when refused.</param>
/// <param name="RetryAfter">When a permit could be had at the earliest, where that is known.</param>
/// <param name="IsQueueFull">Refused because too many wait, not because no permit can come in time.</param>
internal readonly record struct PermitDecision(Permit? Permit, TimeSpan? RetryAfter, bool IsQueueFull);
