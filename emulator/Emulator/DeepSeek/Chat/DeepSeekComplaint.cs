namespace Emulator.DeepSeek.Chat;

/// <summary>What is wrong with a request, in the provider's words.</summary>
/// <param name="Message">The words.</param>
/// <param name="MayBeUnprocessable">Whether it was once a 422: the body does not fit the schema, or a format is unavailable.</param>
internal sealed record DeepSeekComplaint(string Message, bool MayBeUnprocessable = false)
{
    public static readonly DeepSeekComplaint None = new("");
}

/// <summary>Carries what is wrong out of the depth of a request; it never leaves the reader.</summary>
internal sealed class RefusedRequestException(string message, bool mayBeUnprocessable = false) : Exception(message)
{
    public DeepSeekComplaint Complaint { get; } = new(message, mayBeUnprocessable);
}
