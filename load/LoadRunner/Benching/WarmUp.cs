using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>
/// Lets a server do a little of what it will be measured at. More than once, because the runtime counts calls only when
/// compiling has come to rest, and compiles again what was called often.
/// </summary>
internal static class WarmUp
{
    private const int Rounds = 3;

    /// <param name="server">What it is called.</param>
    /// <param name="round">One round; it answers why it failed, or nothing.</param>
    /// <exception cref="LoadRunException">It failed: figures of failures would say nothing.</exception>
    public static async Task RunAsync(string server, Func<Task<string?>> round)
    {
        for (var i = 0; i < Rounds; i++)
        {
            if (await round() is { } failure)
            {
                throw new LoadRunException(
                    ExitCode.Void,
                    $"The warm-up of {server} failed ({failure}), so there is nothing to measure; build emulator and load runner from the same sources.");
            }
        }
    }
}
