using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoadRunner.Measuring;

namespace LoadRunner.Reporting;

/// <summary>Writes a report for programs: versioned, with the unit in the name of every number that has one.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new BucketsConverter() },
    };

    public static string Write(LoadReport report) => JsonSerializer.Serialize(report, Options) + "\n";

    public static LoadReport Read(string json) => JsonSerializer.Deserialize<LoadReport>(json, Options)!;

    /// <summary>Buckets as triples on one line: a thousand of them would bury the rest.</summary>
    private sealed class BucketsConverter : JsonConverter<IReadOnlyList<LatencyBucket>>
    {
        public override IReadOnlyList<LatencyBucket> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            [.. JsonSerializer.Deserialize<long[][]>(ref reader, options)!
                .Select(triple => new LatencyBucket(triple[0], triple[1], triple[2]))];

        public override void Write(
            Utf8JsonWriter writer, IReadOnlyList<LatencyBucket> value, JsonSerializerOptions options) =>
            writer.WriteRawValue($"[{string.Join(",", value.Select(b => $"[{b.LowNs},{b.WidthNs},{b.Count}]"))}]");
    }
}
