namespace Emulator.DeepSeek.Chat;

/// <summary>Words what is wrong with a text that is no JSON as the provider's kind of parser words it, with line and column.</summary>
internal sealed class DeepSeekJsonScanner
{
    /// <summary>As deep as the emulator reads; that parser follows twice as far.</summary>
    private const int MaxDepth = 64;

    private readonly DeepSeekJsonScalars _json;
    private int _depth;

    private DeepSeekJsonScanner(ReadOnlyMemory<byte> bytes) => _json = new DeepSeekJsonScalars(bytes);

    /// <summary>What is wrong; <see langword="null"/> when nothing is.</summary>
    public static string? ProblemOf(ReadOnlyMemory<byte> bytes)
    {
        DeepSeekJsonScanner scanner = new(bytes);
        _ = scanner.Value() && scanner.End();
        return scanner._json.Problem;
    }

    private bool End()
    {
        _json.SkipSpace();
        return _json.Next < 0 || _json.Fail("trailing characters", ahead: 1);
    }

    private bool Value()
    {
        _json.SkipSpace();
        switch (_json.Next)
        {
            case < 0:
                return _json.Fail("EOF while parsing a value");
            case '{':
                return Nested(Map);
            case '[':
                return Nested(List);
            case '"':
                _json.Skip();
                return _json.Text();
            case 't':
                return _json.Word("true"u8);
            case 'f':
                return _json.Word("false"u8);
            case 'n':
                return _json.Word("null"u8);
            case '-' or (>= '0' and <= '9'):
                return _json.Number();
            default:
                return _json.Fail("expected value", ahead: 1);
        }
    }

    private bool Nested(Func<bool> inside)
    {
        if (++_depth > MaxDepth)
        {
            return _json.Fail("recursion limit exceeded", ahead: 1);
        }

        _json.Skip();
        var isRight = inside();
        _depth--;
        return isRight;
    }

    private bool Map()
    {
        for (var isFirst = true; ; isFirst = false)
        {
            _json.SkipSpace();
            if (_json.Next == '}' && isFirst)
            {
                _json.Skip();
                return true;
            }

            if (_json.Next != '"')
            {
                return _json.Next < 0 ? _json.Fail("EOF while parsing an object")
                    : _json.Fail(_json.Next == '}' ? "trailing comma" : "key must be a string", ahead: 1);
            }

            _json.Skip();
            if (!_json.Text() || !Colon() || !Value())
            {
                return false;
            }

            _json.SkipSpace();
            if (_json.Next == '}')
            {
                _json.Skip();
                return true;
            }

            if (_json.Next != ',')
            {
                return _json.Next < 0 ? _json.Fail("EOF while parsing an object") : _json.Fail("expected `,` or `}`", ahead: 1);
            }

            _json.Skip();
        }
    }

    private bool Colon()
    {
        _json.SkipSpace();
        if (_json.Next != ':')
        {
            return _json.Next < 0 ? _json.Fail("EOF while parsing an object") : _json.Fail("expected `:`", ahead: 1);
        }

        _json.Skip();
        return true;
    }

    private bool List()
    {
        for (var isFirst = true; ; isFirst = false)
        {
            _json.SkipSpace();
            if (_json.Next == ']')
            {
                _json.Skip();
                return isFirst || _json.Fail("trailing comma");
            }

            if (_json.Next < 0)
            {
                return _json.Fail("EOF while parsing a list");
            }

            if (!Value())
            {
                return false;
            }

            _json.SkipSpace();
            if (_json.Next == ']')
            {
                _json.Skip();
                return true;
            }

            if (_json.Next != ',')
            {
                return _json.Next < 0 ? _json.Fail("EOF while parsing a list") : _json.Fail("expected `,` or `]`", ahead: 1);
            }

            _json.Skip();
        }
    }
}
