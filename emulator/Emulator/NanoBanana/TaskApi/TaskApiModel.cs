using Emulator.Images;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>How large a picture is wanted: about one, four or sixteen megapixels.</summary>
internal enum TaskApiResolution
{
    OneK,
    TwoK,
    FourK,
}

/// <summary>A model behind an endpoint, and what a submit to it may ask for; as the provider's page of the endpoint has it.</summary>
/// <param name="Endpoint">The last part of its path, which is the operation's name: <c>generate-2</c>.</param>
/// <param name="Name">What <c>operationType</c> calls it: <c>nano-banana-2</c>, which was seen; the others follow its pattern.</param>
internal sealed record TaskApiModel(string Endpoint, string Name)
{
    /// <summary>The first generation: another schema and another callback than its successors.</summary>
    public static readonly TaskApiModel First = new("generate", "nano-banana")
    {
        Ratios = ["1:1", "9:16", "16:9", "3:4", "4:3", "3:2", "2:3", "5:4", "4:5", "21:9"],
    };

    public static readonly TaskApiModel Second = new("generate-2", "nano-banana-2")
    {
        Ratios = ["1:1", "1:4", "1:8", "2:3", "3:2", "3:4", "4:1", "4:3", "4:5", "5:4", "8:1", "9:16", "16:9", "21:9", "auto"],
        MostImages = 14,
        LongestPrompt = 20_000,
    };

    public static readonly TaskApiModel Pro = new("generate-pro", "nano-banana-pro")
    {
        Ratios = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "auto"],
        MostImages = 8,
    };

    public static IReadOnlyList<TaskApiModel> All { get; } = [First, Second, Pro];

    /// <summary>The aspect ratios, in the page's order.</summary>
    public required string[] Ratios { get; init; }

    /// <summary>The most reference images; <see langword="null"/> where no maximum is documented.</summary>
    public int? MostImages { get; init; }

    /// <summary>The most characters of a prompt; <see langword="null"/> where no maximum is documented.</summary>
    public int? LongestPrompt { get; init; }

    public bool IsFirst => Endpoint == First.Endpoint;

    public static TaskApiModel? Of(string endpoint) => All.FirstOrDefault(model => model.Endpoint == endpoint);

    /// <summary>The size of a picture; the provider documents none, so it is that of the model's maker.</summary>
    public PictureSize SizeOf(string ratio, TaskApiResolution resolution) =>
        IsFirst ? TaskApiSizes.OfFirst(ratio) : TaskApiSizes.Of(ratio, resolution);
}
