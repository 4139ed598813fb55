using System.Text;
using System.Text.RegularExpressions;
using Emulator.Control;
using Emulator.Exchanges;

namespace Emulator.Tests.Fuzzing;

/// <summary>A valid request to everything that a server answers: each operation of each dialect, control, status, the page's path.</summary>
internal static partial class RequestSeeds
{
    private const string Prompt = $"a red fox {FuzzRequest.PromptMarker} at dawn";

    /// <summary>Bodies by dialect; a dialect without one here fails the test, so that a new one cannot be forgotten.</summary>
    private static readonly Dictionary<string, string[]> Bodies = new(StringComparer.Ordinal)
    {
        ["DeepSeek/Chat"] =
        [
            """{"model":"deepseek-flash","messages":[{"role":"system","content":"be short"},{"role":"user","content":"PROMPT"}],"max_tokens":20,"temperature":1,"top_p":0.5,"stop":["x"]}""",
            """{"model":"deepseek-flash","stream":true,"stream_options":{"include_usage":true},"thinking":{"type":"disabled"},"messages":[{"role":"user","content":"PROMPT"}],"max_tokens":9}""",
            """{"model":"deepseek-flash","messages":[{"role":"user","content":"PROMPT"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"7"}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}],"response_format":{"type":"text"}}""",
        ],
        ["NanoBanana/Native"] = ["""{"prompt":"PROMPT","parameters":{"width":256,"height":256,"style":"oil","quality":"low","format":"png","seed":7}}"""],
        ["NanoBanana/TaskApi"] =
        [
            """{"prompt":"PROMPT","type":"IMAGETOIAMGE","numImages":2,"imageUrls":["https://example.com/a.png"],"image_size":"1:1","watermark":"mine","callBackUrl":"https://example.com/hook"}""",
            """{"prompt":"PROMPT","aspectRatio":"1:1","resolution":"1K","outputFormat":"png","imageUrls":[],"googleSearch":true}""",
        ],
        ["NanoBanana/Gemini"] =
        [
            """{"contents":[{"role":"user","parts":[{"text":"PROMPT"},{"inlineData":{"mimeType":"image/png","data":"QUFB"}}]}],"generationConfig":{"responseModalities":["Text","IMAGE"],"imageConfig":{"aspectRatio":"1:1","imageSize":"512"},"thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true},"seed":7},"tools":[{"google_search":{}}],"serviceTier":"standard"}""",
            """{"contents":[{"role":"user","parts":[{"text":"PROMPT"}]},{"role":"model","parts":[{"inline_data":{"mime_type":"image/png","data":"QUFB"},"thoughtSignature":"QUFB"}]},{"role":"user","parts":[{"file_data":{"file_uri":"https://example.com/a","mime_type":"image/jpeg"}}]}],"generation_config":{"response_format":{"image":{"aspect_ratio":"1:1","image_size":"512"}}}}""",
        ],
        ["Flux/Bfl"] =
        [
            """{"prompt":"PROMPT","width":256,"height":256,"seed":7,"output_format":"png","safety_tolerance":2,"prompt_upsampling":false,"input_image":"QUFB","aspect_ratio":"1:1","guidance":2.5,"steps":20,"raw":false}""",
            """{"prompt":"PROMPT","width":256,"height":256,"webhook_url":"https://example.com/hook","webhook_secret":"s"}""",
            """{"prompt":"PROMPT","image":"QUFB","mask":null,"top":16,"left":0,"finetune_id":"org/lora","finetune_strength":1.1,"number_of_generations":1}""",
        ],
        ["Flux/ImagePig"] =
        [
            """{"positive_prompt":"PROMPT","proportion":"portrait","format":"JPEG","seed":7,"storage_days":1,"language":"en"}""",
            """{"image_data":"QUFB","source_image_url":"https://example.com/a.png","target_image_data":"QUFB","select_prompt":"a","prompt":"PROMPT","upscaling_factor":2,"top":1,"left":0}""",
        ],
    };

    private static readonly string[] Plain = ["/health", "/ready", "/metrics", "/", "/nothing/here", "/@fuzz-1/", "/@fuzz-1/metrics"];

    /// <summary>All of them.</summary>
    /// <param name="follow">Paths with ids that exist, by the routes that take them.</param>
    public static IReadOnlyList<FuzzRequest> All(IReadOnlyDictionary<string, string> follow) =>
    [
        .. EmulatorApp.Dialects().SelectMany(dialect => dialect.Operations.SelectMany(operation => operation.Routes.SelectMany(
            route => Of(dialect, operation, follow.GetValueOrDefault(route) ?? Filled(route))))),
        .. ControlCatalogue.Operations.Select(Of),
        .. Plain.Select(static path => new FuzzRequest("GET", path, [])),
    ];

    /// <summary>A submit to each dialect that takes one.</summary>
    public static FuzzRequest Submit(IDialect dialect, Operation operation) => Of(dialect, operation, Filled(operation.Routes[0])).First();

    private static IEnumerable<FuzzRequest> Of(IDialect dialect, Operation operation, string target) =>
        (operation.HasBody ? Bodies[dialect.Traits.Name] : [""]).Select(static body => body.Replace("PROMPT", Prompt, StringComparison.Ordinal)).Select(body => Keyed(new FuzzRequest(operation.Method, target, Encoding.UTF8.GetBytes(body))
        {
            Headers = body.Length > 0 ? [("Content-Type", "application/json"), ("X-Request-Id", "call-1"), ("X-Retry-Count", "0")] : [],
        }));

    private static FuzzRequest Keyed(FuzzRequest request) => request
        .With("Authorization", $"Bearer sk-{FuzzRequest.KeyMarker}-0001")
        .With("x-key", $"bfl-{FuzzRequest.KeyMarker}-0001")
        .With("Api-Key", $"pig-{FuzzRequest.KeyMarker}-0001")
        .With("x-goog-api-key", $"goog-{FuzzRequest.KeyMarker}-0001");

    /// <summary>A path of a route: a model that draws small pictures where it names one, and an x for whatever else.</summary>
    private static string Filled(string route) =>
        Place().Replace(route.Replace("{model}", "gemini-3.1-flash-image", StringComparison.Ordinal), "x");

    public static bool IsStray(FuzzRequest request) => request.Target.EndsWith("/x", StringComparison.Ordinal);

    /// <summary>Mostly in runs of their own, so that what they change leaves the dialects' requests something to meet.</summary>
    private static FuzzRequest Of(ControlOperation operation) =>
        new(operation.Method, Place().Replace(operation.Path, "fuzz-1"), Encoding.UTF8.GetBytes(operation.BodyExample ?? ""))
        {
            Headers = operation.BeginsRun ? [("X-Test-Id", "fuzz-1")] : [],
        };

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}
