using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ProviderClients.Audit;

/// <summary>The hash chain of the audit log: a line that is changed, removed or put in breaks it.</summary>
public static class AuditChain
{
    internal static readonly string Start = new('0', 64);

    private const string HashKey = "\"hash\":\"";
    private const int HashLength = 64;

    /// <summary>Checks a whole log.</summary>
    /// <param name="lines">The lines, first one first.</param>
    /// <returns>The number of the first line that does not fit, counted from 1; <see langword="null"/> when all do.</returns>
    public static int? FirstBrokenLine(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var previous = Start;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var at = line.LastIndexOf(HashKey, StringComparison.Ordinal) + HashKey.Length;
            if (at < HashKey.Length || line.Length < at + HashLength)
            {
                return number;
            }

            var hash = line.Substring(at, HashLength);
            var unsealed = line.Remove(at, HashLength);
            if (!unsealed.Contains($"\"prevHash\":\"{previous}\"", StringComparison.Ordinal) || hash != HashOf(previous, unsealed))
            {
                return number;
            }

            previous = hash;
        }

        return null;
    }

    /// <summary>Puts the hash into a line that was written with an empty one.</summary>
    internal static string Seal(string previousHash, string line, out string hash)
    {
        hash = HashOf(previousHash, line);
        return line.Insert(line.LastIndexOf(HashKey, StringComparison.Ordinal) + HashKey.Length, hash);
    }

    internal static string? LastHashOf(string path)
    {
        if (!File.Exists(path) || File.ReadLines(path).LastOrDefault() is not { Length: > 0 } last)
        {
            return null;
        }

        try
        {
            using var line = JsonDocument.Parse(last);
            return line.RootElement.GetProperty("hash").GetString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new IOException($"{path} does not end in an audit line; move the file away, it is not overwritten.", e);
        }
    }

    private static string HashOf(string previousHash, string line) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(previousHash + line)));
}
