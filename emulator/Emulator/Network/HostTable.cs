using System.Collections.Frozen;
using Emulator.Exchanges;

namespace Emulator.Network;

/// <summary>Finds the dialect that a request's host name means.</summary>
internal sealed class HostTable
{
    private readonly FrozenDictionary<string, ProviderHost>.AlternateLookup<ReadOnlySpan<char>> _names;
    private readonly ProviderHost[] _patterns;

    public HostTable(IEnumerable<DialectTraits> dialects)
    {
        ProviderHost[] hosts = [.. dialects.SelectMany(dialect => dialect.ProviderHosts)];
        _patterns = [.. hosts.Where(host => host.IsPattern)];
        _names = hosts.Where(host => !host.IsPattern)
            .ToFrozenDictionary(host => host.Pattern, StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The provider's host that is meant; <see langword="null"/> for every other.</summary>
    /// <param name="host">The value of the Host header; its port means nothing.</param>
    public ProviderHost? Find(ReadOnlySpan<char> host)
    {
        // An address in digits is what nearly every request has.
        if (host.IsEmpty || char.IsAsciiDigit(host[0]) || host[0] == '[')
        {
            return null;
        }

        var port = host.IndexOf(':');
        var name = (port < 0 ? host : host[..port]).TrimEnd('.');
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        foreach (var pattern in _patterns)
        {
            if (pattern.Matches(name))
            {
                return pattern;
            }
        }

        return null;
    }
}
