namespace Emulator.Exchanges;

/// <summary>What an operation is to any dialect.</summary>
internal enum OperationKind
{
    Chat,
    Submit,
    Poll,
    Download,
    Other,

    /// <summary>The provider's own request to a client; nobody can send one.</summary>
    Callback,
}

/// <summary>One operation of a dialect: where it is, and what answers it.</summary>
/// <param name="Name">The dialect's own word, <c>chat.completions</c>; journal and scenarios use it.</param>
/// <param name="Kind">What it is to any dialect.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Routes">Route templates from the root, each with the dialect's base path.</param>
/// <param name="Handle">Makes the answer; it decides and touches nothing but the dialect's own stores.</param>
internal sealed record Operation(
    string Name, OperationKind Kind, string Method, IReadOnlyList<string> Routes, Func<Exchange, Reply> Handle)
{
    /// <summary>The method of an operation that takes those that no other takes.</summary>
    public const string AnyMethod = "*";

    /// <summary>Whether a key is asked for; downloads by unguessable URL need none.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>Whether its work is a job that goes on when the answer is over.</summary>
    public bool StartsJob { get; init; }

    /// <summary>Whether it is what a provider is paid for, which its workers do.</summary>
    public bool IsWork => Kind is OperationKind.Chat or OperationKind.Submit;

    /// <summary>The longest request body that is read; <see langword="null"/> for the dialect's.</summary>
    public int? MaxBodyBytes { get; init; }

    /// <summary>Whether a body is read.</summary>
    public bool HasBody => Method is "POST" or "PUT" or "PATCH";
}
