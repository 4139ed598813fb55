using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoadRunner.Benching;

/// <summary>Writes a bench for programs: versioned, with the unit in the name of every number that has one.</summary>
internal static class BenchJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Write(BenchReport report) => JsonSerializer.Serialize(report, Options) + "\n";
}
