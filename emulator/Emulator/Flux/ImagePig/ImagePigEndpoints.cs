using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Answers;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Pydantic;
using ScenarioFile;

namespace Emulator.Flux.ImagePig;

/// <summary>
/// ImagePig as a dialect: synchronous calls that each give a picture in their answer, or a URL of it. FLUX is one of its
/// endpoints; an endpoint's name is also that of its model, as the provider names no other.
/// </summary>
internal sealed class ImagePigEndpoints : IDialect
{
    /// <summary>Two photographs as base64 go in.</summary>
    private const int MaxPicturesBodyBytes = 32 * 1024 * 1024;

    private readonly PictureCache _pictures;
    private readonly JobStore<ImagePigFile> _files;

    public ImagePigEndpoints(DialectMemory memory)
    {
        _pictures = memory.Pictures;
        _files = memory.NewStore<ImagePigFile>();
        Operations = StrayRequests.Beside(Traits.BasePath, Known(), static (_, status) => ImagePigErrors.Stray(status));
    }

    public DialectTraits Traits { get; } = new("Flux/ImagePig", "/imagepig", "IMAGEPIG")
    {
        ProviderHosts = [new("api.imagepig.com", "/imagepig"), new("api.imgpig.com", "/imagepig")],
        DummyKey = "00000000-0000-4000-8000-000000000042",
        DefaultLimits = ImagePigLimits.Default,
        Answers = AnswerForms.Image | AnswerForms.Refuse,
        Profiles = ImagePigTiming.Profiles,
        Models = ["flux", "default", "xl", "faceswap", "upscale", "cutout", "replace", "outpaint"],
    };

    public IReadOnlyList<Operation> Operations { get; }

    public string? KeyOf(HttpRequest request) => SentKey.Header(request, "Api-Key");

    public string? ModelOf(Operation operation, JsonElement body) => operation.Kind == OperationKind.Submit ? operation.Name : null;

    public object? RulesOf(JsonNode? section, string path, List<ScenarioProblem> problems) => section is null
        ? ImagePigSection.Usual
        : ScenarioDocument.Bind<ImagePigSection>(section, path, problems) is { } bound && problems.Count == 0 ? bound : null;

    public string PromptOf(Operation operation, JsonElement body) => ImagePigRequest.PromptOf(body) ?? "";

    public JobOrigin? OriginOf(Operation operation, HttpRequest request) =>
        request.RouteValues["name"] is string name && _files.TryFind(name, out var file) ? file.Origin : null;

    public void ForgetJobs() => _files.Clear();

    public Reply Refuse(Exchange exchange, Refusal refusal) => ImagePigErrors.Refuse(exchange, refusal);

    private IReadOnlyList<Operation> Known() =>
    [
        OfText("flux", "/imagepig/flux", ImagePigRequest.Flux),
        OfText("default", "/imagepig", ImagePigRequest.Default),
        OfText("xl", "/imagepig/xl", ImagePigRequest.Xl),
        OfPicture("faceswap", ImagePigRequest.Faceswap),
        OfPicture("upscale", ImagePigRequest.Upscale),
        OfPicture("cutout", ImagePigRequest.Cutout),
        OfPicture("replace", ImagePigRequest.Replace),
        OfPicture("outpaint", ImagePigRequest.Outpaint),
        new("files.get", OperationKind.Download, "GET", ["/imagepig/files/{name}"], Download) { NeedsKey = false },
    ];

    private Operation OfText(string name, string route, ImagePigRequest.Reader read) =>
        new(name, OperationKind.Submit, "POST", [route], exchange => Generate(exchange, read));

    private Operation OfPicture(string name, ImagePigRequest.Reader read) =>
        OfText(name, $"/imagepig/{name}", read) with { MaxBodyBytes = MaxPicturesBodyBytes };

    private Reply Generate(Exchange exchange, ImagePigRequest.Reader read)
    {
        var model = ReceivedModel.Read(exchange.Body, exchange.Http.Request.ContentType, exchange.Json?.RootElement);
        if (model.Body is not { } body)
        {
            return ImagePigErrors.Unprocessable(model);
        }

        var rules = ImagePigSection.Of(exchange);
        if (read(body, rules, out var violations) is not { } order)
        {
            return ImagePigErrors.Unprocessable(violations);
        }

        return order.StorageDays > 0 && !rules.StoresFor(exchange.Account) ? ImagePigErrors.NoStorage(exchange)
            : exchange.FateOf(order.Subject) is JobFate.Failed ? ImagePigErrors.GenerationFailed(exchange)
            : Reply.Later(() => Made(exchange, order));
    }

    private Reply Made(Exchange exchange, ImagePigOrder order)
    {
        var startedAt = exchange.Clock.Now;
        var run = exchange.Timing.RunTime.At(exchange.Draw("run"));
        var picture = ImagePigReplies.Picture(exchange, order);
        exchange.Bill(inputTokens: 0, outputTokens: 0, images: 1, microUsd: 0);
        exchange.Show(picture);
        var answer = new ImagePigAnswer(picture, startedAt, startedAt + run);
        var answered = order.StorageDays > 0
            ? ImagePigWire.Stored(answer, Store(exchange, answer, order.StorageDays))
            : ImagePigWire.Inline(answer, exchange.Deliver(picture, _pictures));
        return Reply.Whole(StatusCodes.Status200OK, "application/json", answered, run);
    }

    private string Store(Exchange exchange, ImagePigAnswer answer, int days)
    {
        var name = $"{exchange.Ids.Hex(32)}.{answer.Picture.Extension}";
        var expiresAt = answer.CompletedAt + TimeSpan.FromDays(days);
        _files.Add(name, new ImagePigFile(answer.Picture, answer.CompletedAt, expiresAt, exchange.AsOrigin), exchange.KeptBytes);
        exchange.Concerns(name);
        return $"{exchange.BaseUrl}/files/{name}";
    }

    private Reply Download(Exchange exchange)
    {
        var rules = ImagePigSection.Of(exchange);
        var name = exchange.RouteValue("name");
        if (rules.NeedsBrowser && !exchange.Http.Request.Headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal))
        {
            return ImagePigErrors.NotABrowser();
        }

        if (!_files.TryFind(name, out var file))
        {
            return ImagePigErrors.Stray(StatusCodes.Status404NotFound).Because("no picture has this name");
        }

        exchange.Concerns(name);
        if (file.LookAt(exchange.Clock.Now, rules.MissingLooks) is { } why)
        {
            return ImagePigErrors.Stray(StatusCodes.Status404NotFound).Because(why);
        }

        var picture = exchange.Deliver(file.Picture, _pictures);
        return Reply.Whole(StatusCodes.Status200OK, picture.MediaType, picture.File);
    }
}
