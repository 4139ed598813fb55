namespace TestKit;

/// <summary>A golden file and what was produced are not the same.</summary>
/// <param name="message">The file, the first difference and what to do.</param>
public sealed class GoldenMismatchException(string message) : Exception(message);
