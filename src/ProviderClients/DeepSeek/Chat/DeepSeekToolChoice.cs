namespace ProviderClients.DeepSeek.Chat;

/// <summary>Who decides whether a function is called.</summary>
public sealed record DeepSeekToolChoice
{
    private DeepSeekToolChoice(string? mode, string? functionName)
    {
        Mode = mode;
        FunctionName = functionName;
    }

    /// <summary>No function is called.</summary>
    public static DeepSeekToolChoice None { get; } = new("none", null);

    /// <summary>The model decides.</summary>
    public static DeepSeekToolChoice Auto { get; } = new("auto", null);

    /// <summary>At least one is called; not while thinking.</summary>
    public static DeepSeekToolChoice Required { get; } = new("required", null);

    internal string? Mode { get; }

    internal string? FunctionName { get; }

    /// <summary>This one is called; not while thinking.</summary>
    /// <param name="name">The function's name, as the request defines it.</param>
    /// <returns>The choice.</returns>
    public static DeepSeekToolChoice Function(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new DeepSeekToolChoice(null, name);
    }
}
