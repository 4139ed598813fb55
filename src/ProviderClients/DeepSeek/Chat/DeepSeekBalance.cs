namespace ProviderClients.DeepSeek.Chat;

/// <summary>What the account has left.</summary>
/// <param name="IsAvailable">Whether it suffices for calls.</param>
/// <param name="Currency"><c>USD</c> or <c>CNY</c>.</param>
/// <param name="Total">Granted and topped up together.</param>
public sealed record DeepSeekBalance(bool IsAvailable, string Currency, decimal Total);
