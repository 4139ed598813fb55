using System.Text.Json;
using Emulator.Exchanges;
using Emulator.Images;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>What a submit asks for.</summary>
/// <param name="Prompt">The text to make pictures of.</param>
/// <param name="Size">Their size.</param>
internal sealed record TaskApiRequest(string Prompt, PictureSize Size)
{
    /// <summary>Spelt as the provider spells it; clients send exactly this.</summary>
    public const string TextToImage = "TEXTTOIAMGE";

    /// <inheritdoc cref="TextToImage"/>
    public const string ImageToImage = "IMAGETOIAMGE";

    public TaskApiResolution Resolution { get; init; }

    public PictureFormat Format { get; init; } = PictureFormat.Jpeg;

    /// <summary>How many pictures, from 1 to 4.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The addresses of the pictures to edit; nobody fetches them.</summary>
    public IReadOnlyList<string> ImageUrls { get; init; } = [];

    /// <summary>Where the caller wants to be told; <see langword="null"/> when it polls.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>What the caller wants written across the pictures.</summary>
    public string? Watermark { get; init; }

    /// <summary>The whole request as compact JSON, which the task's record repeats.</summary>
    public required string ParamJson { get; init; }

    /// <summary>Reads a submit; <see langword="null"/> with the first thing that is wrong with it.</summary>
    public static TaskApiRequest? Read(Exchange exchange, TaskApiModel model, TaskApiSection rules, out string complaint)
    {
        if (exchange.Json?.RootElement is not { ValueKind: JsonValueKind.Object } body)
        {
            complaint = exchange.Json is null ? "the body is not JSON" : "the body must be a JSON object";
            return null;
        }

        TaskApiFields fields = new(body);
        var request = model.IsFirst ? ReadFirst(fields, rules) : ReadLater(fields, model, rules);
        complaint = fields.Complaint ?? "";
        return fields.Complaint is null ? request with { ParamJson = TaskApiWire.Compact(body) } : null;
    }

    /// <summary>How many pictures a body asks for, as far as that can be told before it is checked.</summary>
    public static int CountOf(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("numImages", out var count)
            && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var images)
            ? Math.Clamp(images, 1, 4)
            : 1;

    private static TaskApiRequest ReadFirst(TaskApiFields fields, TaskApiSection rules)
    {
        var prompt = fields.Required("prompt");
        _ = fields.Required("type");
        var type = fields.Choice("type", TextToImage, ImageToImage);
        var callback = ReadCallback(fields, rules.RequiresCallbackUrl);
        var count = fields.Integer("numImages", 1, 4);
        var urls = fields.Urls("imageUrls", TaskApiModel.First.MostImages);
        if (type == ImageToImage && urls.Count == 0)
        {
            fields.Refuse($"imageUrls is required for {ImageToImage}");
        }

        var ratio = fields.Choice("image_size", TaskApiModel.First.Ratios);
        return new TaskApiRequest(prompt, TaskApiModel.First.SizeOf(ratio ?? "1:1", TaskApiResolution.OneK))
        {
            Count = count ?? 1,
            ImageUrls = type == ImageToImage ? urls : [],
            CallbackUrl = callback,
            Watermark = fields.Text("watermark") is { Length: > 0 } watermark ? watermark : null,
            ParamJson = "",
        };
    }

    private static TaskApiRequest ReadLater(TaskApiFields fields, TaskApiModel model, TaskApiSection rules)
    {
        var prompt = fields.Required("prompt", model.LongestPrompt);
        var urls = fields.Urls("imageUrls", model.MostImages);
        var ratio = fields.Choice("aspectRatio", model.Ratios);
        var resolution = fields.Choice("resolution", "1K", "2K", "4K") switch
        {
            "2K" => TaskApiResolution.TwoK,
            "4K" => TaskApiResolution.FourK,
            _ => TaskApiResolution.OneK,
        };
        var isPro = model == TaskApiModel.Pro;
        var format = isPro ? null : fields.Choice("outputFormat", "png", "jpg");
        _ = isPro ? null : fields.Boolean(rules.SearchKey);
        return new TaskApiRequest(prompt, model.SizeOf(ratio ?? "auto", resolution))
        {
            Resolution = resolution,
            Format = format == "png" ? PictureFormat.Png : PictureFormat.Jpeg,
            ImageUrls = urls,
            CallbackUrl = ReadCallback(fields, isPro && rules.RequiresCallbackUrl),
            ParamJson = "",
        };
    }

    private static string? ReadCallback(TaskApiFields fields, bool isRequired)
    {
        var url = fields.Url("callBackUrl");
        if (url is null && isRequired)
        {
            fields.Refuse("callBackUrl is required");
        }

        return url;
    }
}
