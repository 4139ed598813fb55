using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.Keys;

/// <summary>Who may ask the token endpoint for tokens.</summary>
internal sealed record OAuthSection
{
    [Description("The clients, each with its secret.")]
    public IReadOnlyList<OAuthClientSection> Clients { get; init; } = [];
}

/// <summary>A client of the token endpoint, and what its tokens are good for.</summary>
internal sealed record OAuthClientSection : IValidatableObject
{
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    [Description("The client_id.")]
    [MinLength(1)]
    public required string Id { get; init; }

    [Description("The client_secret.")]
    [MinLength(1)]
    public required string Secret { get; init; }

    [Description("The dialect that takes its tokens as keys.")]
    public required string Dialect { get; init; }

    [Description("The account that its tokens belong to; by default every token is an account of its own.")]
    public string? Account { get; init; }

    [Description("The project that its tokens belong to.")]
    public string? Project { get; init; }

    [Description("How long a token is accepted; by default 1h.")]
    public TimeSpan? TokenLifetime { get; init; }

    /// <summary>The lifetime with its default.</summary>
    public TimeSpan Lifetime => TokenLifetime ?? DefaultLifetime;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TokenLifetime is { } lifetime && (lifetime < TimeSpan.FromSeconds(1) || lifetime > Longest))
        {
            yield return new ValidationResult(
                $"expires_in is told in whole seconds; write a time from 1s to {Longest.TotalDays:0}d", [nameof(TokenLifetime)]);
        }
    }
}
