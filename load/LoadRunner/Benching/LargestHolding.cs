namespace LoadRunner.Benching;

/// <summary>Finds about how many of something still hold, by halving between what held and what did not.</summary>
internal static class LargestHolding
{
    /// <summary>Tries a few counts below one that failed.</summary>
    /// <param name="failing">A count that does not hold.</param>
    /// <param name="steps">How many counts are tried.</param>
    /// <param name="holds">Whether a count holds.</param>
    /// <returns>The largest count that was tried and held; 0 when none did.</returns>
    public static async Task<int> FindAsync(int failing, int steps, Func<int, Task<bool>> holds)
    {
        var good = 0;
        for (var bad = failing; steps > 0 && bad - good > 1; steps--)
        {
            var middle = good + ((bad - good) / 2);
            if (await holds(middle))
            {
                good = middle;
            }
            else
            {
                bad = middle;
            }
        }

        return good;
    }
}
