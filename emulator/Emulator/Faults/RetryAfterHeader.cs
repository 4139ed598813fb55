using System.Globalization;
using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>
/// Writes Retry-After in any form. The journal notes the wait only where a client can be expected to understand it: in whole
/// seconds, as a date, in milliseconds.
/// </summary>
internal static class RetryAfterHeader
{
    private const string Name = "Retry-After";
    private static readonly TimeSpan HugeWait = TimeSpan.FromDays(3650);

    /// <summary>Whether the form writes a wait, so that a rule must say one.</summary>
    public static bool NeedsWait(RetryAfterForm form) => form is RetryAfterForm.Seconds or RetryAfterForm.HttpDate
        or RetryAfterForm.Milliseconds or RetryAfterForm.Fractional or RetryAfterForm.Negative or RetryAfterForm.Twice;

    public static Reply Write(Reply reply, RetryAfterForm form, TimeSpan wait, DateTimeOffset now)
    {
        reply.Without(Name);
        return form switch
        {
            RetryAfterForm.Seconds => reply.AskToWait(wait),
            RetryAfterForm.HttpDate => reply.With(Name, Date(CeilingSecond(now + wait))).AsksFor(CeilingSecond(now + wait) - now),
            RetryAfterForm.Milliseconds => reply.With("retry-after-ms", Number(wait.TotalMilliseconds, "0")).AsksFor(wait),
            RetryAfterForm.Fractional => reply.With(Name, Number(wait.TotalSeconds, "0.0##")),
            RetryAfterForm.Negative => reply.With(Name, Number(-wait.TotalSeconds, "0")),
            RetryAfterForm.PastDate => reply.With(Name, Date(now - TimeSpan.FromHours(1))),
            RetryAfterForm.Huge => reply.AskToWait(HugeWait),
            RetryAfterForm.Overflow => reply.With(Name, "99999999999999999999"),
            RetryAfterForm.Words => reply.With(Name, "soon"),

            // A server sends no header without a value; spaces around a value mean nothing, so one space is an empty value.
            RetryAfterForm.Empty => reply.With(Name, " "),
            RetryAfterForm.Twice => reply
                .With(Name, Number(Math.Ceiling(wait.TotalSeconds), "0"))
                .With(Name, Number(Math.Ceiling(wait.TotalSeconds) * 10, "0")),
            _ => reply,
        };
    }

    private static DateTimeOffset CeilingSecond(DateTimeOffset instant) =>
        new((instant.UtcTicks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private static string Date(DateTimeOffset instant) => instant.ToString("r", CultureInfo.InvariantCulture);

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
