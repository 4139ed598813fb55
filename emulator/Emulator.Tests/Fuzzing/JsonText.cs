namespace Emulator.Tests.Fuzzing;

/// <summary>A JSON text as its tokens, so that it can be made wrong in ways that no writer of JSON would permit.</summary>
internal sealed class JsonText
{
    private readonly List<string> _tokens = [];

    /// <param name="json">JSON, or what an earlier mutation has made of it.</param>
    public JsonText(string json)
    {
        for (var at = 0; at < json.Length;)
        {
            var end = EndOfToken(json, at);
            if (!char.IsWhiteSpace(json[at]))
            {
                _tokens.Add(json[at..end]);
            }

            at = end;
        }
    }

    public override string ToString() => string.Concat(_tokens);

    /// <summary>Puts something else in the place of a value.</summary>
    public void Replace(Random random, string value)
    {
        var (start, end) = AnyValue(random);
        _tokens.RemoveRange(start, end - start);
        _tokens.Insert(start, value);
    }

    /// <summary>Puts a value inside others.</summary>
    public void Wrap(Random random, string before, string after)
    {
        var (start, end) = AnyValue(random);
        _tokens.Insert(end, after);
        _tokens.Insert(start, before);
    }

    /// <summary>Puts one value in the place of another.</summary>
    public void Swap(Random random)
    {
        var (start, end) = AnyValue(random);
        Replace(random, string.Concat(_tokens[start..end]));
    }

    public void RenameKey(Random random, string name)
    {
        if (AnyKey(random) is { } key)
        {
            _tokens[key] = name;
        }
    }

    /// <summary>Says a key twice, with the same value or another.</summary>
    public void RepeatKey(Random random, string? other)
    {
        if (AnyKey(random) is { } key)
        {
            var end = EndOfValue(key + 2);
            _tokens.Insert(end, $",{_tokens[key]}:{other ?? string.Concat(_tokens[(key + 2)..end])}");
        }
    }

    public void DropKey(Random random)
    {
        if (AnyKey(random) is { } key)
        {
            var end = EndOfValue(key + 2);
            var isFollowed = end < _tokens.Count && _tokens[end] == ",";
            var isPreceded = !isFollowed && key > 0 && _tokens[key - 1] == ",";
            var first = isPreceded ? key - 1 : key;
            _tokens.RemoveRange(first, (isFollowed ? end + 1 : end) - first);
        }
    }

    private int? AnyKey(Random random)
    {
        int[] keys = [.. Enumerable.Range(0, _tokens.Count).Where(IsKey)];
        return keys.Length == 0 ? null : keys[random.Next(keys.Length)];
    }

    private (int Start, int End) AnyValue(Random random)
    {
        int[] starts = [.. Enumerable.Range(0, _tokens.Count).Where(at => _tokens[at] is not (":" or "," or "}" or "]") && !IsKey(at))];
        var start = starts[random.Next(starts.Length)];
        return (start, EndOfValue(start));
    }

    private bool IsKey(int at) => at + 2 < _tokens.Count && _tokens[at + 1] == ":";

    private int EndOfValue(int start)
    {
        var depth = 0;
        for (var at = start; at < _tokens.Count; at++)
        {
            depth += _tokens[at] is "{" or "[" ? 1 : _tokens[at] is "}" or "]" ? -1 : 0;
            if (depth == 0)
            {
                return at + 1;
            }
        }

        return _tokens.Count;
    }

    private static int EndOfToken(string json, int at)
    {
        if (json[at] == '"')
        {
            var end = at + 1;
            while (end < json.Length && json[end] != '"')
            {
                end += json[end] == '\\' ? 2 : 1;
            }

            return Math.Min(end + 1, json.Length);
        }

        var next = at + 1;
        while (!"{}[]:,\" \n".Contains(json[at], StringComparison.Ordinal)
            && next < json.Length && !"{}[]:,\" \n".Contains(json[next], StringComparison.Ordinal))
        {
            next++;
        }

        return next;
    }
}
