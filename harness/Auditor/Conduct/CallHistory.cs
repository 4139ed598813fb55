using Auditor.Exchanges;
using Auditor.Lines;

namespace Auditor.Conduct;

/// <summary>What one call has done so far, in order of arrival.</summary>
internal sealed class CallHistory
{
    private Exchange? _last;

    private int _row;

    private bool _isAmbiguous;

    /// <summary>The first submit that was accepted, or whose outcome nobody knows: sending it again risks paying twice.</summary>
    public Exchange? AtRisk { get; private set; }

    /// <summary>The most attempts without a success in between.</summary>
    public int LongestRow { get; private set; }

    public Exchange? LastOfLongestRow { get; private set; }

    /// <summary>The attempt that this one follows; null if it follows none, or if the journal cannot tell which.</summary>
    public Exchange? Follow(Exchange next)
    {
        if (next.IdentifiedBy is IdentifiedBy.Declared)
        {
            return _last;
        }

        // A retry header counts attempts and names no call: two first attempts are two calls with equal requests,
        // and what comes after could belong to either.
        _isAmbiguous |= _last is not null && next.Attempt == 0;
        return !_isAmbiguous && _last?.Attempt == next.Attempt - 1 ? _last : null;
    }

    public void Append(Exchange exchange)
    {
        _last = exchange;
        if (_isAmbiguous)
        {
            return;
        }

        if (exchange.Succeeded || exchange is { Status: null } or { Status: >= 500, Job: not null })
        {
            AtRisk ??= exchange;
        }

        _row++;
        if (_row > LongestRow)
        {
            LongestRow = _row;
            LastOfLongestRow = exchange;
        }

        _row = exchange.Succeeded ? 0 : _row;
    }
}
