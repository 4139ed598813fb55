using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ProviderClients.Calls;

namespace ProviderClients.Flux.Bfl;

/// <summary>The provider's JSON as this client writes and reads it.</summary>
internal static class FluxBflWire
{
    private const string Reasons = "Moderation Reasons";

    public static byte[] Write(FluxBflRequest request, FluxBflPlan plan, FluxBflOptions options)
    {
        var common = new WireSubmit
        {
            Prompt = request.Prompt,
            Width = plan.Sent.WidthPixels,
            Height = plan.Sent.HeightPixels,
            AspectRatio = plan.Sent.AspectRatio,
            OutputFormat = request.OutputFormat,
            Seed = request.Seed,
            SafetyTolerance = request.SafetyTolerance,
            WebhookUrl = options.WebhookUrl,
            WebhookSecret = options.WebhookUrl is null ? null : options.WebhookSecret,
        };
        return JsonSerializer.SerializeToUtf8Bytes(WithOptions(common, request.ModelOptions), FluxBflJsonContext.Default.WireSubmit);
    }

    /// <summary>The accepted job, and where the provider says to ask about it; with a webhook it says nothing.</summary>
    public static WireSubmission? ReadSubmission(byte[] body) =>
        Parse(body, FluxBflJsonContext.Default.WireSubmission) is { Id.Length: > 0 } submission ? submission : null;

    public static FluxBflResult? ReadResult(ReadOnlySpan<byte> body) =>
        Parse(body, FluxBflJsonContext.Default.WireResult) is { Id: { } id } result && (result.Status ?? result.State) is { } status
            ? new FluxBflResult(id, status, WebAddress.OrNull(result.Result?.Sample))
            {
                Progress = result.Progress,
                CostCredits = result.Cost ?? result.Result?.Cost,
                Prompt = result.Result?.Prompt,
                Seed = result.Result?.Seed,
                ModerationReasons = ReasonsOf(result.Details),
                Error = Words(result.Error) ?? Words(result.Message) ?? Words(result.Result?.Error ?? default) ?? Words(result.Details),
            }
            : null;

    public static decimal? ReadCredits(byte[] body) => Parse(body, FluxBflJsonContext.Default.WireCredits)?.Credits;

    public static T? Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static WireSubmit WithOptions(WireSubmit submit, FluxBflModelOptions? options) => options switch
    {
        Flux2Options flux2 => WithInputs(submit, flux2.Inputs),
        Flux2FlexOptions flex => WithInputs(submit, flex.Inputs) with
        {
            Steps = flex.Steps,
            Guidance = flex.Guidance,
            PromptUpsampling = flex.PromptUpsampling,
        },
        FluxKontextOptions kontext => WithInputs(submit, kontext.Inputs) with { PromptUpsampling = kontext.PromptUpsampling },
        Flux1Options flux1 => submit with
        {
            ImagePrompt = flux1.ImagePrompt?.ToWire(),
            PromptUpsampling = flux1.PromptUpsampling,
            Steps = flux1.Steps,
            Guidance = flux1.Guidance,
        },
        FluxUltraOptions ultra => submit with
        {
            Raw = ultra.Raw,
            ImagePrompt = ultra.ImagePrompt?.ToWire(),
            ImagePromptStrength = ultra.ImagePromptStrength,
            PromptUpsampling = ultra.PromptUpsampling,
            FinetuneId = ultra.FinetuneId,
            FinetuneStrength = ultra.FinetuneStrength,
        },
        FluxFillOptions fill => submit with
        {
            Image = fill.Image.ToWire(),
            Mask = fill.Mask?.ToWire(),
            Steps = fill.Steps,
            Guidance = fill.Guidance,
            PromptUpsampling = fill.PromptUpsampling,
            FinetuneId = fill.FinetuneId,
            FinetuneStrength = fill.FinetuneStrength,
        },
        FluxExpandOptions expand => submit with
        {
            Image = expand.Image.ToWire(),
            Top = expand.TopPixels,
            Bottom = expand.BottomPixels,
            Left = expand.LeftPixels,
            Right = expand.RightPixels,
            Steps = expand.Steps,
            Guidance = expand.Guidance,
            PromptUpsampling = expand.PromptUpsampling,
        },
        _ => submit,
    };

    private static WireSubmit WithInputs(WireSubmit submit, IReadOnlyList<FluxBflInputImage> inputs)
    {
        string? At(int index) => index < inputs.Count ? inputs[index].ToWire() : null;
        return submit with
        {
            InputImage = At(0),
            InputImage2 = At(1),
            InputImage3 = At(2),
            InputImage4 = At(3),
            InputImage5 = At(4),
            InputImage6 = At(5),
            InputImage7 = At(6),
            InputImage8 = At(7),
        };
    }

    private static IReadOnlyList<string> ReasonsOf(JsonElement details) =>
        details.ValueKind is JsonValueKind.Object && details.TryGetProperty(Reasons, out var reasons)
            ? reasons.ValueKind switch
            {
                JsonValueKind.Array => [.. reasons.EnumerateArray().Select(Words).OfType<string>()],
                _ => Words(reasons) is { } reason ? [reason] : [],
            }
            : [];

    private static string? Words(JsonElement element) => element.ValueKind is JsonValueKind.String ? element.GetString() : null;
}
