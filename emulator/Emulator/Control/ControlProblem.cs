namespace Emulator.Control;

/// <summary>Says in one sentence why something asked of the emulator itself is not done.</summary>
internal sealed class ControlProblem(int status, string sentence) : Exception(sentence)
{
    public int Status { get; } = status;

    public static ControlProblem Unusable(string sentence) => new(StatusCodes.Status400BadRequest, sentence);

    public static ControlProblem Missing(string sentence) => new(StatusCodes.Status404NotFound, sentence);
}
