using System.Text.Json;
using Emulator.Answers;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Pydantic;

namespace Emulator.Flux.ImagePig;

/// <summary>ImagePig as a dialect: one synchronous call that gives a FLUX picture in its answer, or a URL of it.</summary>
internal sealed class ImagePigEndpoints : IDialect
{
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
        Models = ["flux"],
    };

    public IReadOnlyList<Operation> Operations { get; }

    public string? KeyOf(HttpRequest request) => SentKey.Header(request, "Api-Key");

    public string? ModelOf(Operation operation, JsonElement body) => operation.Kind == OperationKind.Submit ? "flux" : null;

    public string PromptOf(Operation operation, JsonElement body) => ImagePigRequest.PromptOf(body) ?? "";

    public JobOrigin? OriginOf(Operation operation, HttpRequest request) =>
        request.RouteValues["name"] is string name && _files.TryFind(name, out var file) ? file.Origin : null;

    public void ForgetJobs() => _files.Clear();

    public Reply Refuse(Exchange exchange, Refusal refusal) => ImagePigErrors.Refuse(refusal);

    private IReadOnlyList<Operation> Known() =>
    [
        new("flux", OperationKind.Submit, "POST", ["/imagepig/flux"], Generate),
        new("files.get", OperationKind.Download, "GET", ["/imagepig/files/{name}"], Download) { NeedsKey = false },
    ];

    private Reply Generate(Exchange exchange)
    {
        var model = ReceivedModel.Read(exchange.Body, exchange.Http.Request.ContentType, exchange.Json?.RootElement);
        if (model.Body is not { } body)
        {
            return ImagePigErrors.Unprocessable(model);
        }

        if (ImagePigRequest.Read(body, out var violations) is not { } request)
        {
            return ImagePigErrors.Unprocessable(violations);
        }

        if (exchange.FateOf(request.Prompt) is JobFate.Failed)
        {
            return ImagePigErrors.GenerationFailed();
        }

        return Reply.Later(() => Made(exchange, request));
    }

    private Reply Made(Exchange exchange, ImagePigRequest request)
    {
        var startedAt = exchange.Clock.Now;
        var run = exchange.Timing.RunTime.At(exchange.Draw("run"));
        var picture = ImagePigReplies.Picture(exchange, request);
        exchange.Bill(inputTokens: 0, outputTokens: 0, images: 1, microUsd: 0);
        exchange.Show(picture);
        var answer = new ImagePigAnswer(picture, startedAt, startedAt + run);
        var answered = request.StorageDays > 0
            ? ImagePigWire.Stored(answer, Store(exchange, answer, request.StorageDays))
            : ImagePigWire.Inline(answer, exchange.Deliver(picture, _pictures));
        return Reply.Whole(StatusCodes.Status200OK, "application/json", answered, run);
    }

    private string Store(Exchange exchange, ImagePigAnswer answer, int days)
    {
        var name = $"{exchange.Ids.Hex(32)}.{answer.Picture.Extension}";
        _files.Add(name, new ImagePigFile(answer.Picture, answer.CompletedAt, answer.CompletedAt + TimeSpan.FromDays(days))
        {
            Origin = exchange.AsOrigin,
        }, exchange.KeptBytes);
        exchange.Concerns(name);
        return $"{exchange.BaseUrl}/files/{name}";
    }

    private Reply Download(Exchange exchange)
    {
        var name = exchange.RouteValue("name");
        var now = exchange.Clock.Now;
        if (!_files.TryFind(name, out var file) || now < file.StoredAt || now >= file.ExpiresAt)
        {
            return ImagePigErrors.Stray(StatusCodes.Status404NotFound).Because(
                file is null ? "no picture has this name"
                : now < file.StoredAt ? "the picture is not stored yet" : "the picture's storage days are over");
        }

        exchange.Concerns(name);
        var picture = exchange.Deliver(file.Picture, _pictures);
        return Reply.Whole(StatusCodes.Status200OK, picture.MediaType, picture.File);
    }
}

/// <summary>A stored picture and when it can be fetched.</summary>
internal sealed record ImagePigFile(PictureSpec Picture, DateTimeOffset StoredAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The request that made it.</summary>
    public required JobOrigin Origin { get; init; }
}
