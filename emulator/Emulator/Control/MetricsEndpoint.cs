using System.Globalization;
using System.Text;
using Emulator.Limits;
using Emulator.Network;
using Emulator.Runs;

namespace Emulator.Control;

/// <summary>Prometheus' text format (version 0.0.4): counts over all runs, gauges of the common one. No key and no prompt is in it.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    /// <summary>So many windows are told; more would make a scrape a burden.</summary>
    private const int MostWindows = 1000;

    public static void Map(WebApplication app) => app.MapGet(Path, http =>
    {
        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return http.Response.WriteAsync(
            Write(
                http.RequestServices.GetRequiredService<TrafficMetrics>(),
                http.RequestServices.GetRequiredService<RunRegistry>(),
                http.RequestServices.GetRequiredService<ConnectionGate>()),
            http.RequestAborted);
    });

    private static string Write(TrafficMetrics metrics, RunRegistry runs, ConnectionGate connections)
    {
        MetricsText text = new();
        text.Family("emulator_requests_total", "counter", "Requests that ended, by dialect, operation and status; status 0 ended without one.");
        foreach (var ((dialect, operation, status), count) in metrics.Answers)
        {
            text.Sample("emulator_requests_total", count, ("dialect", dialect), ("operation", operation), ("status", status.ToString(CultureInfo.InvariantCulture)));
        }

        text.Family("emulator_faults_total", "counter", "Requests that met a fault.");
        foreach (var ((dialect, fault), count) in metrics.Faults)
        {
            text.Sample("emulator_faults_total", count, ("dialect", dialect), ("fault", fault));
        }

        text.Family("emulator_limit_refusals_total", "counter", "Requests that a limit refused.");
        foreach (var ((dialect, limit), count) in metrics.Refusals)
        {
            text.Sample("emulator_limit_refusals_total", count, ("dialect", dialect), ("limit", limit));
        }

        WriteSums(text, metrics);
        WriteGauges(text, runs);
        WriteLimits(text, runs.Common);
        WriteConnections(text, connections);
        return text.ToString();
    }

    private static void WriteSums(MetricsText text, TrafficMetrics metrics)
    {
        text.Family("emulator_request_duration_seconds", "histogram", "From arrival to end, on the run's clock.");
        foreach (var (dialect, sums) in metrics.Dialects)
        {
            var cumulative = sums.Cumulative;
            foreach (var (index, edge) in TrafficMetrics.Edges.Index())
            {
                text.Sample("emulator_request_duration_seconds_bucket", cumulative[index], ("dialect", dialect), ("le", edge.ToString(CultureInfo.InvariantCulture)));
            }

            text.Sample("emulator_request_duration_seconds_bucket", cumulative[^1], ("dialect", dialect), ("le", "+Inf"));
            text.Sample("emulator_request_duration_seconds_sum", sums.Seconds, ("dialect", dialect));
            text.Sample("emulator_request_duration_seconds_count", cumulative[^1], ("dialect", dialect));
        }

        Sum("emulator_input_tokens_total", "Tokens of prompts.", static sums => sums.InputTokens.Value);
        Sum("emulator_output_tokens_total", "Tokens of answers.", static sums => sums.OutputTokens.Value);
        Sum("emulator_images_total", "Pictures that were billed.", static sums => sums.Images.Value);
        Sum("emulator_billed_dollars_total", "What the providers would have billed.", static sums => sums.MicroUsd.Value / 1e6);

        void Sum(string name, string help, Func<DialectSums, double> value)
        {
            text.Family(name, "counter", help);
            foreach (var (dialect, sums) in metrics.Dialects)
            {
                text.Sample(name, value(sums), ("dialect", dialect));
            }
        }
    }

    /// <summary>Each window of the common run; the subjects are fingerprints, and as many as the limits remember.</summary>
    private static void WriteLimits(MetricsText text, EmulatorRun run)
    {
        var states = run.Dialects.SelectMany(dialect => dialect.Gate.StateAt(run.Clock.Now).Select(state => (dialect.Name, state)))
            .Where(one => one.state.Subject is not null).Take(MostWindows).ToArray();
        Family("emulator_limit_used", "Units of a window that are in use now.", static state => state.Used);
        Family("emulator_limit_permitted", "Units that the window permits now.", static state => state.PermitLimit);

        void Family(string name, string help, Func<LimitState, double> value)
        {
            text.Family(name, "gauge", help);
            foreach (var (dialect, state) in states)
            {
                text.Sample(name, value(state), ("dialect", dialect), ("limit", state.Limit), ("subject", state.Subject!));
            }
        }
    }

    private static void WriteConnections(MetricsText text, ConnectionGate connections)
    {
        text.Family("emulator_connections", "gauge", "Connections that are open.");
        text.Sample("emulator_connections", connections.Open);
        text.Family("emulator_connections_refused_total", "counter", "Connections that were closed because too many were open.");
        text.Sample("emulator_connections_refused_total", connections.Refused);
    }

    private static void WriteGauges(MetricsText text, RunRegistry runs)
    {
        var lateness = runs.Common.Clock.Lateness;
        Gauge("emulator_open_requests", "Requests that are being answered.", runs.All.Sum(run => run.Journal.OpenExchanges));
        Gauge("emulator_runs", "Runs beside the common one.", runs.NamedCount);
        Gauge("emulator_lateness_p99_seconds", "99 in 100 of the emulator's own waits ended at most so late.", lateness.P99.TotalSeconds);
        Gauge("emulator_saturated_seconds", "Seconds in which its timing was void.", lateness.SaturatedSeconds);
        Gauge("emulator_memory_bytes", "Memory of the process.", Environment.WorkingSet);
        Count("emulator_journal_dropped_lines_total", "Journal lines that memory no longer has.", runs.All.Sum(run => run.Journal.DroppedLines));
        Count("emulator_forgotten_jobs_total", "Jobs that were forgotten to make room for newer ones.", runs.Common.ForgottenJobs.Value);
        Count("emulator_runs_expired_total", "Runs that were forgotten.", runs.Expired);
        Count("emulator_allocated_bytes_total", "Bytes that were allocated since the start.", GC.GetTotalAllocatedBytes());

        void Gauge(string name, string help, double value) => One(name, "gauge", help, value);
        void Count(string name, string help, double value) => One(name, "counter", help, value);
        void One(string name, string type, string help, double value)
        {
            text.Family(name, type, help);
            text.Sample(name, value);
        }
    }
}

/// <summary>Lines of Prometheus' text format.</summary>
internal sealed class MetricsText
{
    private readonly StringBuilder _text = new();

    public void Family(string name, string type, string help) =>
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    public void Sample(string name, double value, params (string Name, string Value)[] labels)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').AppendJoin(',', labels.Select(label => $"{label.Name}=\"{Escaped(label.Value)}\"")).Append('}');
        }

        _text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    public override string ToString() => _text.ToString();

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
