using System.Globalization;

namespace ProviderClients.Limiting;

/// <summary>So many permits in any window of this length; cannot be made wrong, so nobody checks it again.</summary>
public sealed record Rate
{
    /// <summary>Makes a rate.</summary>
    /// <param name="permits">The most permits in one window; 1 or more.</param>
    /// <param name="window">The window's length; more than zero, at most 366 days.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is outside its range.</exception>
    public Rate(int permits, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, TimeSpan.FromDays(366));
        Permits = permits;
        Window = window;
    }

    /// <summary>The most permits in any window.</summary>
    public int Permits { get; }

    /// <summary>The window's length.</summary>
    public TimeSpan Window { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Permits} per {Window.TotalSeconds:0.###} s");
}
