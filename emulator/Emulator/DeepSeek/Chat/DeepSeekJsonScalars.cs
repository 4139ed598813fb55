using System.Globalization;

namespace Emulator.DeepSeek.Chat;

/// <summary>Goes over the words, numbers and texts of a JSON document, and notes the first thing wrong with its place.</summary>
internal sealed class DeepSeekJsonScalars(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    /// <summary>What is wrong first; <see langword="null"/> while nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The letter that comes next; below zero at the end.</summary>
    public int Next => _at < bytes.Length ? bytes.Span[_at] : -1;

    public void Skip() => _at++;

    public bool Text()
    {
        while (true)
        {
            switch (Next)
            {
                case < 0:
                    return Fail("EOF while parsing a string");
                case '"':
                    _at++;
                    return true;
                case '\\':
                    _at++;
                    if (!Escape())
                    {
                        return false;
                    }

                    break;
                case < ' ':
                    _at++;
                    return Fail("control character (\\u0000-\\u001F) found while parsing a string");
                default:
                    _at++;
                    break;
            }
        }
    }

    private bool Escape()
    {
        var letter = Next;
        _at++;
        switch (letter)
        {
            case < 0:
                _at--;
                return Fail("EOF while parsing a string");
            case 'u':
                return Unit() is { } unit && (!char.IsSurrogate(unit) || Pair(unit));
            default:
                return "\"\\/bfnrt".Contains((char)letter, StringComparison.Ordinal) || Fail("invalid escape");
        }
    }

    private bool Pair(char first)
    {
        if (char.IsLowSurrogate(first))
        {
            return Fail("lone leading surrogate in hex escape");
        }

        if (_at + 1 >= bytes.Length || bytes.Span[_at] != '\\' || bytes.Span[_at + 1] != 'u')
        {
            return Fail("unexpected end of hex escape");
        }

        _at += 2;
        return Unit() is { } second && (char.IsLowSurrogate(second) || Fail("lone leading surrogate in hex escape"));
    }

    private char? Unit()
    {
        if (_at + 4 > bytes.Length)
        {
            _at = bytes.Length;
            Fail("EOF while parsing a string");
            return null;
        }

        Span<char> digits = stackalloc char[4];
        for (var index = 0; index < digits.Length; index++)
        {
            digits[index] = (char)bytes.Span[_at++];
        }

        if (ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            return (char)unit;
        }

        Fail("invalid escape");
        return null;
    }

    public bool Word(ReadOnlySpan<byte> word)
    {
        foreach (var letter in word)
        {
            if (Next != letter)
            {
                return Next < 0 ? Fail("EOF while parsing a value") : Fail("expected ident", ahead: 1);
            }

            _at++;
        }

        return true;
    }

    public bool Number()
    {
        _at += Next == '-' ? 1 : 0;
        if (Next == '0')
        {
            _at++;
            return (Next is >= '0' and <= '9' ? Fail("invalid number", ahead: 1) : true) && Fraction();
        }

        return Digits() && Fraction();
    }

    private bool Fraction()
    {
        if (Next == '.')
        {
            _at++;
            if (!Digits())
            {
                return false;
            }
        }

        if (Next is not ('e' or 'E'))
        {
            return true;
        }

        _at++;
        _at += Next is '+' or '-' ? 1 : 0;
        return Digits();
    }

    private bool Digits()
    {
        if (Next is < '0' or > '9')
        {
            return Next < 0 ? Fail("EOF while parsing a value") : Fail("invalid number", ahead: 1);
        }

        while (Next is >= '0' and <= '9')
        {
            _at++;
        }

        return true;
    }

    public void SkipSpace()
    {
        while (Next is ' ' or '\n' or '\r' or '\t')
        {
            _at++;
        }
    }

    /// <summary>Notes what is wrong here.</summary>
    /// <param name="what">What is wrong.</param>
    /// <param name="ahead">1 where the wrong letter was only looked at, and counts all the same.</param>
    public bool Fail(string what, int ahead = 0)
    {
        var read = bytes.Span[..Math.Min(bytes.Length, _at + ahead)];
        var line = read.Count((byte)'\n') + 1;
        var column = read.Length - read.LastIndexOf((byte)'\n') - 1;
        Problem ??= string.Create(CultureInfo.InvariantCulture, $"{what} at line {line} column {column}");
        return false;
    }
}
