namespace ProviderClients.Configuration;

/// <summary>What every dialect's options have; each dialect adds its own.</summary>
public interface IProviderOptions
{
    /// <summary>The key that is sent with every call.</summary>
    string ApiKey { get; set; }

    /// <summary>Where the provider is; https, or http on this machine.</summary>
    Uri BaseUrl { get; set; }

    /// <summary>The deadline of one logical call, waiting and retries included.</summary>
    TimeSpan Timeout { get; set; }

    /// <summary>How many attempts may follow the first.</summary>
    int RetryLimit { get; set; }

    /// <summary>The most time one attempt may take on the wire; the deadline holds besides.</summary>
    TimeSpan AttemptTimeout { get; set; }

    /// <summary>The most requests in any window, as the provider limits them; several at once are kept together.</summary>
    IList<RateOptions> Limits { get; }

    /// <summary>The most requests (for Black Forest Labs: jobs) under way at once; <see langword="null"/> for no such limit.</summary>
    int? Concurrency { get; set; }
}

/// <summary>One limit, as configuration writes it.</summary>
public sealed class RateOptions
{
    /// <summary>The most requests in any window; 1 or more.</summary>
    public int Requests { get; set; } = 1;

    /// <summary>The window's length.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(1);
}
