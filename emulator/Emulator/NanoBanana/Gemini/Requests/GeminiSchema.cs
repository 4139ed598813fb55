namespace Emulator.NanoBanana.Gemini.Requests;

/// <summary>
/// What an object of a request may have below it, by its fields in snake case. A field is a leaf, whose value is nobody's
/// business here, or an object with fields of its own; lists of objects are like one object.
/// </summary>
internal sealed class GeminiSchema
{
    private static readonly GeminiSchema Leaf = new([]) { IsOpen = true };

    private readonly Dictionary<string, GeminiSchema> _fields;

    private GeminiSchema(Dictionary<string, GeminiSchema> fields) => _fields = fields;

    private static GeminiSchema Blob { get; } = Of("mime_type", "data", "display_name");

    private static GeminiSchema Content { get; } = Of("role").With("parts", Of("text", "thought", "thought_signature", "function_call", "function_response",
            "executable_code", "code_execution_result", "video_metadata", "media_resolution", "part_metadata")
        .With("inline_data", Blob)
        .With("file_data", Of("file_uri", "mime_type", "display_name")));

    /// <summary>The settings of pictures; what only Vertex has is not among them.</summary>
    private static GeminiSchema ImageConfig { get; } = Of("aspect_ratio", "image_size");

    private static GeminiSchema GenerationConfig { get; } = Of(
            "candidate_count", "stop_sequences", "max_output_tokens", "temperature", "top_p", "top_k", "seed", "response_mime_type", "response_schema",
            "response_json_schema", "presence_penalty", "frequency_penalty", "response_logprobs", "logprobs", "enable_enhanced_civic_answers",
            "response_modalities", "speech_config", "media_resolution")
        .With("thinking_config", Of("include_thoughts", "thinking_budget", "thinking_level"))
        .With("image_config", ImageConfig)
        .With("response_format", Of("text", "audio", "type").With("image", Of("aspect_ratio", "image_size", "mime_type", "delivery")));

    private static GeminiSchema Tool { get; } = Of(
            "function_declarations", "code_execution", "google_search_retrieval", "url_context", "google_maps", "file_search", "computer_use", "mcp_servers")
        .With("google_search", Of("time_range_filter").With("search_types", Of("web_search", "image_search")));

    /// <summary>The body of <c>generateContent</c> and of its stream.</summary>
    public static GeminiSchema Generate { get; } = Of(
            "model", "tool_config", "cached_content", "service_tier", "continuation_token", "store", "labels")
        .With("contents", Content)
        .With("system_instruction", Content)
        .With("tools", Tool)
        .With("safety_settings", Of("category", "threshold"))
        .With("generation_config", GenerationConfig);

    /// <summary>The body of <c>countTokens</c>.</summary>
    public static GeminiSchema Count { get; } = Of("model").With("contents", Content).With("generate_content_request", Generate);

    /// <summary>The body of <c>batchGenerateContent</c>; each of its requests is read by itself.</summary>
    public static GeminiSchema Batch { get; } = Of().With("batch", Of("display_name", "model", "name", "priority")
        .With("input_config", Of("file_name").With("requests", Of().With("requests", Of("request", "metadata"))))
        .With("webhook_config", Of("uris", "user_metadata")));

    /// <summary>Whether anything may stand below it.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>What stands below a field; <see langword="null"/> where there is no such field.</summary>
    public GeminiSchema? Field(string name) => _fields.GetValueOrDefault(name);

    private static GeminiSchema Of(params ReadOnlySpan<string> leaves)
    {
        Dictionary<string, GeminiSchema> fields = new(StringComparer.Ordinal);
        foreach (var leaf in leaves)
        {
            fields.Add(leaf, Leaf);
        }

        return new GeminiSchema(fields);
    }

    private GeminiSchema With(string name, GeminiSchema below) => new(new(_fields, StringComparer.Ordinal) { [name] = below });
}
