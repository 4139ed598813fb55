namespace LoadRunner.Running;

/// <summary>What the generator itself used between two readings: processor time and pauses for garbage.</summary>
internal readonly record struct GeneratorMeter(TimeSpan Processor, TimeSpan GarbagePause, int Collections)
{
    public static GeneratorMeter Read() => new(
        Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), GC.CollectionCount(0));

    public static GeneratorMeter operator -(GeneratorMeter end, GeneratorMeter start) => Subtract(end, start);

    public static GeneratorMeter Subtract(GeneratorMeter end, GeneratorMeter start) => new(
        end.Processor - start.Processor, end.GarbagePause - start.GarbagePause, end.Collections - start.Collections);
}
