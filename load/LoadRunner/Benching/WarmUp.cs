using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>Ends a bench whose server cannot even do a little of what is asked: figures of failures would say nothing.</summary>
internal static class WarmUp
{
    /// <exception cref="LoadRunException">The warm-up failed.</exception>
    public static void Check(string server, string? failure)
    {
        if (failure is not null)
        {
            throw new LoadRunException(
                ExitCode.Void,
                $"The warm-up of {server} failed ({failure}), so there is nothing to measure; build emulator and load runner from the same sources.");
        }
    }
}
