using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Lines;

/// <summary>The generated readers of both line formats: strict about unknown, missing, doubled and null values.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JournalLine))]
[JsonSerializable(typeof(AuditLine))]
internal sealed partial class LineJsonContext : JsonSerializerContext;
