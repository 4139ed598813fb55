using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Auditor.Lines;

/// <summary>
/// Follows the chain through an audit log: every line names the hash of the line before it, and its own hash covers
/// that and every other byte of the line. Lines cut off at the very end leave no trace in a chain.
/// </summary>
internal sealed class HashChain
{
    private string _previous = new('0', 64);

    private long _seq;

    /// <summary>Takes the next line; says what does not fit, or nothing.</summary>
    public string? Follow(AuditLine line, ReadOnlySpan<byte> bytes)
    {
        var problem = line switch
        {
            _ when line.PrevHash != _previous => "does not follow the line before it: a line was changed, removed or added",
            _ when line.Hash != HashOf(line.PrevHash, bytes) => "was changed after it was written: its hash does not fit",
            _ when line.Seq != _seq + 1 => $"has seq {line.Seq} where {_seq + 1} is due",
            _ => null,
        };

        _previous = line.Hash;
        _seq = line.Seq;
        return problem;
    }

    /// <summary>SHA-256 over the previous hash and the line as written, the value of its own hash left empty.</summary>
    public static string HashOf(string previousHash, ReadOnlySpan<byte> line)
    {
        var (start, end) = HashValue(line);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(previousHash));
        sha.AppendData(line[..start]);
        sha.AppendData("\"\""u8);
        sha.AppendData(line[end..]);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static (int Start, int End) HashValue(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("hash"u8))
            {
                reader.Read();
                return ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
            }
        }

        return (line.Length, line.Length);
    }
}
