using System.Globalization;

namespace LoadRunner.Benching;

/// <summary>The processor time that the whole machine has spent on work since it started.</summary>
internal static class MachineCpu
{
    private const string File = "/proc/stat";

    /// <summary>The unit of that file, whatever the kernel's own tick is.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Where in the line idle time stands, and waiting for disks, which is idle time, too.</summary>
    private const int Idle = 3;

    private const int Waiting = 4;

    /// <summary>After these eight columns come those of guests, which are counted in the first ones already.</summary>
    private const int Columns = 8;

    /// <summary>The time so far; <see langword="null"/> where the machine does not tell.</summary>
    public static double? ReadSeconds() =>
        System.IO.File.Exists(File) ? Find(System.IO.File.ReadLines(File).First()) : null;

    internal static double? Find(string line)
    {
        var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (columns is not ["cpu", .. var numbers] || numbers.Length < Columns)
        {
            return null;
        }

        return numbers.Take(Columns)
            .Where((_, i) => i is not (Idle or Waiting))
            .Sum(number => double.Parse(number, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
