using System.Runtime.CompilerServices;
using System.Text;

namespace TestKit;

/// <summary>
/// Golden files by Verify's convention: <c>Name.verified.ext</c> beside the test; on a mismatch <c>Name.received.ext</c> is
/// written and the test fails with the first difference. <c>GOLDEN_ACCEPT=1</c> takes what was received as the truth.
/// </summary>
public static class Golden
{
    /// <summary>Compares a text with its verified file; line ends do not matter.</summary>
    /// <param name="actual">What the code produced.</param>
    /// <param name="name">The file's name without <c>.verified</c>, with its extension: <c>chat.thinking.json</c>.</param>
    /// <param name="testFile">The test's own file, filled in by the compiler; the golden file stands in its folder.</param>
    public static void Check(string actual, string name, [CallerFilePath] string testFile = "")
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(name);
        Compare(actual, name, PathOf(name, "verified", testFile), PathOf(name, "received", testFile));
    }

    /// <summary>Compares a text with a file that is part of the product and is kept true by a test.</summary>
    /// <param name="actual">What the code produced.</param>
    /// <param name="path">The file; what was received is written beside it on a mismatch.</param>
    public static void CheckFile(string actual, string path)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(path);
        Compare(actual, Path.GetFileName(path), path, Path.ChangeExtension(path, ".received" + Path.GetExtension(path)));
    }

    private static void Compare(string actual, string name, string verifiedPath, string receivedPath)
    {
        var received = Normalize(actual);
        var verified = File.Exists(verifiedPath) ? Normalize(File.ReadAllText(verifiedPath)) : null;
        if (received == verified)
        {
            File.Delete(receivedPath);
            return;
        }

        if (Environment.GetEnvironmentVariable("GOLDEN_ACCEPT") == "1")
        {
            File.WriteAllText(verifiedPath, received, new UTF8Encoding(false));
            return;
        }

        File.WriteAllText(receivedPath, received, new UTF8Encoding(false));
        throw new GoldenMismatchException(Explain(name, verified, received));
    }

    private static string PathOf(string name, string kind, string testFile)
    {
        var extension = Path.GetExtension(name);
        var stem = name[..^extension.Length];
        return Path.Combine(Path.GetDirectoryName(testFile)!, $"{stem}.{kind}{extension}");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string Explain(string name, string? verified, string received)
    {
        if (verified is null)
        {
            return $"{name} has no verified file yet. Look at the received file; if it is right, run the test with GOLDEN_ACCEPT=1.";
        }

        var expected = verified.Split('\n');
        var actual = received.Split('\n');
        var line = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            {name} differs from its verified file at line {line + 1}:
              verified: {expected.ElementAtOrDefault(line) ?? "(end)"}
              received: {actual.ElementAtOrDefault(line) ?? "(end)"}
            If the received file is right, run the test with GOLDEN_ACCEPT=1.
            """;
    }
}
