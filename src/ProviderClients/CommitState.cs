namespace ProviderClients;

/// <summary>How far a failed request had come; what decides whether repeating it can cost twice.</summary>
public enum CommitState
{
    /// <summary>Provably no byte of it left this host.</summary>
    NotSent,

    /// <summary>It was sent, at least in part, and no status line came back.</summary>
    Unknown,

    /// <summary>The provider answered with a status.</summary>
    Answered,
}
