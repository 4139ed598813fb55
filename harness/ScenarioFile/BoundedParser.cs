using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ScenarioFile;

/// <summary>
/// Refuses a text that is nested too deeply while it is read: what builds the tree of it does so by recursion, and a process
/// whose stack is full ends.
/// </summary>
internal sealed class BoundedParser(IParser events, int maxDepth) : IParser
{
    private int _depth;

    public ParsingEvent? Current => events.Current;

    public bool MoveNext()
    {
        var isThere = events.MoveNext();
        _depth += events.Current?.NestingIncrease ?? 0;
        return _depth <= maxDepth
            ? isThere
            : throw new YamlException(
                events.Current!.Start, events.Current.End, $"it is nested deeper than {maxDepth} levels; flatten it");
    }
}
