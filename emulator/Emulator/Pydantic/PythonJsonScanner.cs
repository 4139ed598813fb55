using System.Buffers;

namespace Emulator.Pydantic;

/// <summary>
/// Finds where and why Python's JSON reader gives up on a text, because clients are shown its words and offset.
/// </summary>
internal sealed class PythonJsonScanner
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly string _text;
    private readonly int _deepestNesting;
    private int _at;

    private PythonJsonScanner(string text, int deepestNesting)
    {
        _text = text;
        _deepestNesting = deepestNesting;
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The first error; <see langword="null"/> when that reader would find none, or would run out of depth.</summary>
    public static PythonJsonError? FirstError(string text, int deepestNesting)
    {
        PythonJsonScanner scanner = new(text, deepestNesting);
        var error = scanner.Document();
        return error is null ? null : error with { Offset = Characters(text, error.Offset) };
    }

    /// <summary>Python counts characters where we count their halves.</summary>
    private static int Characters(string text, int offset) =>
        offset - text.AsSpan(0, Math.Min(offset, text.Length)).ToArray().Count(char.IsLowSurrogate);

    private PythonJsonError? Document()
    {
        SkipSpace();
        if (Value(0) is { } error)
        {
            return error.Message.Length == 0 ? null : error;
        }

        SkipSpace();
        return _at < _text.Length ? new("Extra data", _at) : null;
    }

    private PythonJsonError? Value(int depth)
    {
        if (depth > _deepestNesting)
        {
            return new("", _at);
        }

        switch (Current)
        {
            case '"':
                return Text();
            case '{':
                return Object(depth);
            case '[':
                return Array(depth);
            default:
                var length = Math.Max(WordLength(), NumberLength());
                var start = _at;
                _at += length;
                return length == 0 ? new("Expecting value", start) : null;
        }
    }

    private PythonJsonError? Object(int depth)
    {
        _at++;
        SkipSpace();
        if (Current == '}')
        {
            _at++;
            return null;
        }

        while (true)
        {
            if (Current != '"')
            {
                return new("Expecting property name enclosed in double quotes", _at);
            }

            if (Text() is { } nameError)
            {
                return nameError;
            }

            SkipSpace();
            if (Current != ':')
            {
                return new("Expecting ':' delimiter", _at);
            }

            _at++;
            SkipSpace();
            if (Value(depth + 1) is { } valueError)
            {
                return valueError;
            }

            if (EndsOrGoesOn('}', out var error))
            {
                return error;
            }
        }
    }

    private PythonJsonError? Array(int depth)
    {
        _at++;
        SkipSpace();
        if (Current == ']')
        {
            _at++;
            return null;
        }

        while (true)
        {
            if (Value(depth + 1) is { } valueError)
            {
                return valueError;
            }

            if (EndsOrGoesOn(']', out var error))
            {
                return error;
            }
        }
    }

    /// <summary>After an element: true at the closing bracket or at an error, false after a comma.</summary>
    private bool EndsOrGoesOn(char closing, out PythonJsonError? error)
    {
        SkipSpace();
        error = Current == closing || Current == ',' ? null : new("Expecting ',' delimiter", _at);
        if (error is not null || _text[_at++] == closing)
        {
            return true;
        }

        SkipSpace();
        return false;
    }

    private PythonJsonError? Text()
    {
        var start = _at++;
        while (_at < _text.Length)
        {
            var character = _text[_at++];
            if (character == '"')
            {
                return null;
            }

            if (character < ' ')
            {
                return new("Invalid control character at", _at - 1);
            }

            if (character == '\\' && _at < _text.Length && Escape() is { } error)
            {
                return error;
            }
        }

        return new("Unterminated string starting at", start);
    }

    private PythonJsonError? Escape()
    {
        var kind = _text[_at++];
        if (kind != 'u')
        {
            return "\"\\/bfnrt".Contains(kind, StringComparison.Ordinal) ? null : new("Invalid \\escape", _at - 2);
        }

        var digits = _text.AsSpan(_at, Math.Min(4, _text.Length - _at));
        if (digits.Length < 4 || digits.ContainsAnyExcept(HexDigits))
        {
            return new("Invalid \\uXXXX escape", _at - 1);
        }

        _at += 4;
        return null;
    }

    private int WordLength()
    {
        string[] words = ["null", "true", "false", "NaN", "Infinity", "-Infinity"];
        return words.FirstOrDefault(word => string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0)?.Length ?? 0;
    }

    /// <summary>How much of a number stands here; a broken tail is left for whoever expects a comma.</summary>
    private int NumberLength()
    {
        var at = _at + (Current == '-' ? 1 : 0);
        var whole = Digits(at);
        if (whole == 0)
        {
            return 0;
        }

        at += _text[at] == '0' ? 1 : whole;
        if (At(at) == '.' && Digits(at + 1) is > 0 and var fraction)
        {
            at += 1 + fraction;
        }

        if (At(at) is 'e' or 'E')
        {
            var exponent = at + (At(at + 1) is '+' or '-' ? 2 : 1);
            var digits = Digits(exponent);
            at = digits > 0 ? exponent + digits : at;
        }

        return at - _at;
    }

    private char At(int at) => at < _text.Length ? _text[at] : '\0';

    private int Digits(int from)
    {
        var at = from;
        while (char.IsAsciiDigit(At(at)))
        {
            at++;
        }

        return at - from;
    }

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }
}
