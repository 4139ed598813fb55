using Auditor.Exchanges;
using Auditor.Lines;

namespace Auditor.Conduct;

/// <summary>Which answers no repetition can change, for each kind of operation.</summary>
internal static class Retryability
{
    /// <summary>Whether <paramref name="next"/> repeats what had been answered for good.</summary>
    public static bool IsPointless(Exchange previous, Exchange next) =>
        previous.Status switch
        {
            // The request itself is wrong.
            400 or 405 or 413 or 415 or 422 => true,

            // A poll asks about work that is paid: it may insist, and a job that was just made may not be known yet.
            _ when previous.Kind is ExchangeKind.Poll => false,

            // The key is wrong, empty or not allowed; another one may do.
            401 or 402 or 403 => previous.Key == next.Key,
            404 => true,

            // A conflict may pass where nothing is paid twice by asking again.
            409 => previous.Kind is ExchangeKind.Submit or ExchangeKind.Other,
            _ => false,
        };
}
