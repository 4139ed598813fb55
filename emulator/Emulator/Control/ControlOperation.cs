namespace Emulator.Control;

/// <summary>One thing that can be asked of the emulator itself; the server maps it and describes it from this alone.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, with places for values in braces.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Handle">Does it.</param>
internal sealed record ControlOperation(string Method, string Path, string Summary, Func<ControlCall, Task> Handle)
{
    /// <summary>The parameters of the query, by name, with what they mean.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>A body as it may be sent; <see langword="null"/> where none is read.</summary>
    public string? BodyExample { get; init; }

    /// <summary>The content type of its body; <see langword="null"/> where the example tells.</summary>
    public string? Takes { get; init; }

    /// <summary>The content type of its answer.</summary>
    public string Answers { get; init; } = "application/json";

    /// <summary>Whether a run that is named and not there begins with it; otherwise that is a mistake.</summary>
    public bool BeginsRun { get; init; }
}
