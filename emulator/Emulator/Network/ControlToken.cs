using System.Security.Cryptography;
using System.Text;

namespace Emulator.Network;

/// <summary>The secret that control asks for, compared so that no time tells how much of a guess was right.</summary>
internal sealed class ControlToken
{
    private const int Shortest = 8;
    private const int RandomHexDigits = 32;

    private readonly byte[] _hash;

    private ControlToken(string text, bool isGenerated)
    {
        Text = text;
        IsGenerated = isGenerated;
        _hash = Hash(text);
        Ticket = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(text), "the control page's cookie"u8));
    }

    /// <summary>The secret itself, for the greeting alone.</summary>
    public string Text { get; }

    /// <summary>Whether nobody but the greeting can tell people what it is.</summary>
    public bool IsGenerated { get; }

    /// <summary>What a browser keeps in place of the secret, and cannot be turned back into it.</summary>
    public string Ticket { get; }

    public static ControlToken Generate() => new(RandomNumberGenerator.GetHexString(RandomHexDigits, lowercase: true), isGenerated: true);

    /// <exception cref="UnusableInputException">It cannot be sent in a header, or is guessed too easily.</exception>
    public static ControlToken Given(string text) =>
        text.Length >= Shortest && text.All(static character => character is > ' ' and <= '~')
            ? new ControlToken(text, isGenerated: false)
            : throw new UnusableInputException(
                $"--control-token is no token; give at least {Shortest} letters, digits and signs without spaces.");

    public bool IsSame(string? guess) => guess is not null && CryptographicOperations.FixedTimeEquals(Hash(guess), _hash);

    public bool IsTicket(string? guess) =>
        guess is not null && CryptographicOperations.FixedTimeEquals(Hash(guess), Hash(Ticket));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
