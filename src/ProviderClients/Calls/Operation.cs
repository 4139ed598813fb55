namespace ProviderClients.Calls;

/// <summary>What an operation is to any provider; decides what may be repeated.</summary>
internal enum OperationKind
{
    /// <summary>Text; paid, but cheap enough to ask again.</summary>
    Chat,

    /// <summary>Paid work: never sent twice unless the provider said no to the first.</summary>
    Submit,

    Poll,

    Download,

    Other,
}

/// <summary>One operation of a dialect.</summary>
/// <param name="Dialect">The dialect's name, as logs and journals write it.</param>
/// <param name="Name">The operation's name there.</param>
/// <param name="Kind">What it is to any provider.</param>
internal sealed record Operation(string Dialect, string Name, OperationKind Kind)
{
    /// <summary>Whether the provider counts it against its limits; polls and downloads are not counted by any of them.</summary>
    public bool TakesPermit => Kind is OperationKind.Chat or OperationKind.Submit;

    /// <summary>Whether the provider promises that a 500 or 504 left no paid work behind.</summary>
    public bool ServerErrorMeansNothingDone { get; init; }

    /// <summary>Whether an answer without a picture is asked for once more, and paid for once more.</summary>
    public bool AsksAgainForImage { get; init; }

    /// <summary>The kind as logs write it.</summary>
    public string KindName => Kind switch
    {
        OperationKind.Chat => "chat",
        OperationKind.Submit => "submit",
        OperationKind.Poll => "poll",
        OperationKind.Download => "download",
        _ => "other",
    };
}
