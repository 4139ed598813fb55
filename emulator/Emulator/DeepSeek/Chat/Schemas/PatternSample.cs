using System.Globalization;
using System.Text;

namespace Emulator.DeepSeek.Chat.Schemas;

/// <summary>
/// Makes a text that fits a pattern of the simple kinds: literals, classes, groups, alternatives and counts. Whoever uses it
/// checks the text against the pattern, because what it does not understand it takes for a literal.
/// </summary>
internal sealed class PatternSample
{
    /// <summary>Longer patterns are not read.</summary>
    public const int LongestPattern = 500;

    private const int MostRepeats = 64;
    private const int MostLength = 2000;
    private const int MostSteps = 20_000;
    private const string WordLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Digits = "0123456789";

    private readonly string _pattern;
    private readonly ValueDraws _draws;
    private int _at;
    private int _steps;

    private PatternSample(string pattern, ValueDraws draws)
    {
        _pattern = pattern;
        _draws = draws;
    }

    /// <summary>A text that should fit; the pattern is not longer than it may be.</summary>
    public static string Make(string pattern, ValueDraws draws) => new PatternSample(pattern, draws).Alternatives();

    private bool IsOver => _at >= _pattern.Length;

    private string Alternatives()
    {
        List<string> all = [Sequence()];
        while (!IsOver && _pattern[_at] == '|')
        {
            _at++;
            all.Add(Sequence());
        }

        return _draws.Pick(all);
    }

    private string Sequence()
    {
        StringBuilder text = new();
        while (!IsOver && _pattern[_at] is not ('|' or ')'))
        {
            var start = _at;
            var one = Atom();
            var afterAtom = _at;
            var times = Count();
            var end = _at;
            for (var repeat = 0; repeat < times && text.Length < MostLength && _steps++ < MostSteps; repeat++)
            {
                // Each repeat is drawn anew.
                _at = start;
                text.Append(repeat == 0 ? one : Atom());
                _at = end;
            }

            _at = Math.Max(end, afterAtom);
        }

        return text.ToString();
    }

    private string Atom()
    {
        var letter = _pattern[_at++];
        return letter switch
        {
            '^' or '$' => "",
            '.' => Pick(WordLetters),
            '[' => Class(),
            '(' => Group(),
            '\\' when !IsOver => Escape(_pattern[_at++]),
            _ => letter.ToString(),
        };
    }

    private string Group()
    {
        if (_at + 1 < _pattern.Length && _pattern[_at] == '?')
        {
            // Of (?:...), (?i) and (?<name>...) only what is within counts.
            var close = _pattern.IndexOfAny([':', '>', ')'], _at);
            _at = close < 0 ? _pattern.Length : _pattern[close] == ')' ? close : close + 1;
        }

        var text = Alternatives();
        _at++;
        return text;
    }

    private string Escape(char letter) => letter switch
    {
        'd' => Pick(Digits),
        'w' => Pick(WordLetters),
        's' => " ",
        'D' or 'S' or 'W' => letter == 'W' ? "-" : "x",
        'b' or 'A' or 'z' or 'Z' or 'B' => "",
        'n' => "\n",
        't' => "\t",
        _ => letter.ToString(),
    };

    private string Class()
    {
        var isNegated = !IsOver && _pattern[_at] == '^';
        _at += isNegated ? 1 : 0;
        StringBuilder letters = new();
        for (var isFirst = true; !IsOver && (_pattern[_at] != ']' || isFirst); isFirst = false)
        {
            var letter = _pattern[_at++];
            if (letter == '\\' && !IsOver)
            {
                var escaped = _pattern[_at++];
                letters.Append(escaped switch { 'd' => Digits, 'w' => WordLetters, 's' => " ", _ => escaped.ToString() });
            }
            else if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                for (var one = letter; one <= _pattern[_at + 1] && letters.Length < MostLength; one++)
                {
                    letters.Append(one);
                }

                _at += 2;
            }
            else
            {
                letters.Append(letter);
            }
        }

        _at++;
        var known = letters.ToString();
        var from = isNegated ? string.Concat((WordLetters + "ABCXYZ -_.").Where(letter => !known.Contains(letter, StringComparison.Ordinal))) : known;
        return from.Length == 0 ? "" : Pick(from);
    }

    /// <summary>How often the atom stands that was read last.</summary>
    private int Count()
    {
        if (IsOver)
        {
            return 1;
        }

        var times = _pattern[_at] switch
        {
            '?' => Skip(_draws.Below(2)),
            '*' => Skip(_draws.Below(4)),
            '+' => Skip(_draws.Below(4) + 1),
            '{' => Braces(),
            _ => 1,
        };
        if (!IsOver && times != 1 && _pattern[_at] == '?')
        {
            _at++;
        }

        return Math.Min(times, MostRepeats);
    }

    private int Skip(int times)
    {
        _at++;
        return times;
    }

    private int Braces()
    {
        var close = _pattern.IndexOf('}', _at);
        var parts = close < 0 ? [] : _pattern[(_at + 1)..close].Split(',');
        if (parts.Length is 0 or > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least))
        {
            return 1;
        }

        _at = close + 1;
        var most = parts.Length == 1 ? least
            : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bound) ? bound : least + 3;
        return least + _draws.Below(Math.Max(1, Math.Min(most, least + 4) - least + 1));
    }

    private string Pick(string letters) => letters[_draws.Below(letters.Length)].ToString();
}
