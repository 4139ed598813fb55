using LoadRunner.Measuring;
using LoadRunner.Pacing;
using LoadRunner.Targets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LoadRunner.Running;

/// <summary>Measures the generator alone: real sockets, and a server in the same process that answers at once.</summary>
internal static class PaceProbe
{
    private const int MaxInFlight = 10_000;

    /// <summary>Long enough for the tiered compiler to have looked at everything once.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task<FlightRecord> MeasureAsync(
        IArrivalSchedule schedule, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.Run(static context => context.Response.WriteAsync("{}"));
        await server.StartAsync(cancellationToken);
        using HttpMessageInvoker invoker = new(new SocketsHttpHandler());
        NullTarget target = new(invoker, new Uri(server.Urls.First()));

        RunClock clock = new(timeProvider);
        LoadFlight flight = new(clock, new DedicatedThreadPump(clock, MonotonicSleep.Towards));
        await flight.FlyAsync(
            PlanOf(new ConstantArrivals(Rate.PerSecondOf(200), WarmUp), target), new CallRecorder(1), cancellationToken);
        GC.Collect();
        var record = await flight.FlyAsync(PlanOf(schedule, target), new CallRecorder(1), cancellationToken);
        await server.StopAsync(CancellationToken.None);
        return record;
    }

    public static string Describe(FlightRecord record)
    {
        var measured = record.Measurements;
        var tally = measured.Targets[0];
        var seconds = (record.ArrivalsEndedNs - record.OriginNs) / 1e9;
        return $"{tally.Offered} calls in {seconds:0.###} s ({tally.Offered / seconds:0.#}/s), {tally.Succeeded} succeeded, {tally.Dropped} dropped\n"
            + $"lag ms: {Percentiles(measured.Lag)}\n"
            + $"response ms: {Percentiles(tally.Response)}\n"
            + $"service ms: {Percentiles(tally.Service)}";
    }

    private static FlightPlan PlanOf(IArrivalSchedule schedule, ICallTarget target) => new()
    {
        Targets = [target],
        Arrivals = ArrivalPlan.Merge([schedule]),
        MaxInFlight = MaxInFlight,
        Grace = TimeSpan.FromSeconds(10),
    };

    private static string Percentiles(LatencyHistogram histogram) =>
        $"p50 {histogram.Percentile(50) / 1e6:0.000}, p90 {histogram.Percentile(90) / 1e6:0.000}, "
        + $"p99 {histogram.Percentile(99) / 1e6:0.000}, max {histogram.Max / 1e6:0.000}";

    private sealed class NullTarget(HttpMessageInvoker invoker, Uri url) : ICallTarget
    {
        public async Task<CallOutcome> CallAsync(long index, CancellationToken cancellationToken)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, url);
            using var response = await invoker.SendAsync(request, cancellationToken);
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
            return response.IsSuccessStatusCode ? CallOutcome.Succeeded : CallOutcome.Failed("refused");
        }
    }
}
