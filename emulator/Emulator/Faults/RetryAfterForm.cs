namespace Emulator.Faults;

/// <summary>The forms in which answers ask to wait, legal and not.</summary>
internal enum RetryAfterForm
{
    /// <summary>Whole seconds, rounded up.</summary>
    Seconds,

    /// <summary>An HTTP date.</summary>
    HttpDate,

    /// <summary>A header of its own, <c>retry-after-ms</c>, that some SDKs read.</summary>
    Milliseconds,

    /// <summary>Seconds with a decimal point, which RFC 9110 does not know.</summary>
    Fractional,

    /// <summary>A number below zero.</summary>
    Negative,

    /// <summary>An HTTP date an hour ago.</summary>
    PastDate,

    /// <summary>Ten years.</summary>
    Huge,

    /// <summary>A number too large for any integer.</summary>
    Overflow,

    /// <summary>Text that is neither number nor date.</summary>
    Words,

    /// <summary>The header without a value.</summary>
    Empty,

    /// <summary>Two headers that disagree.</summary>
    Twice,

    /// <summary>No header at all, whatever the dialect usually sends.</summary>
    Missing,
}
