using System.Globalization;
using Emulator.Faults;
using Emulator.Images;
using Emulator.Images.Captions;
using Emulator.Runs;

namespace Emulator.Control;

/// <summary>Makes any picture that a dialect could make, without asking one.</summary>
internal static class PictureControl
{
    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/picture", "A picture as the providers make them, made anew; Server-Timing says in how many milliseconds.", AnswerAsync)
        {
            Answers = "image/*",
            Query = new Dictionary<string, string>
            {
                ["prompt"] = "What it shows.",
                ["width"] = $"Pixels, from 1 to {PictureSize.LongestSidePixels}; 1024 unless said otherwise.",
                ["height"] = "Pixels, likewise.",
                ["format"] = "png (unless said otherwise), jpeg or webp.",
                ["seed"] = "Another seed, another picture of the same; 0 unless said otherwise.",
                ["model"] = "The model of the caption.",
                ["job"] = "The job of the caption.",
                ["caption"] = "full (unless said otherwise), withoutJob or none.",
            },
        },
    ];

    private static Task AnswerAsync(ControlCall call)
    {
        var spec = Read(call);
        var machine = call.Http.RequestServices.GetRequiredService<RunHost>().TimeProvider;
        var startedAt = machine.GetTimestamp();
        var file = spec.Encode();
        var milliseconds = machine.GetElapsedTime(startedAt).TotalMilliseconds;
        var response = call.Http.Response;
        response.ContentType = spec.MediaType;
        response.ContentLength = file.Length;
        response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"picture;dur={milliseconds:0.000}");
        return response.Body.WriteAsync(file, call.Http.RequestAborted).AsTask();
    }

    private static PictureSpec Read(ControlCall call)
    {
        var (width, height) = (Side(call, "width"), Side(call, "height"));
        if ((long)width * height > PictureSize.MostPixels)
        {
            throw ControlProblem.Unusable($"{width} x {height} is too large; ask for {PictureSize.MostPixels} pixels at most");
        }

        return new PictureSpec(
            new PictureSize(width, height),
            Word<PictureFormat>(call, "format"),
            Number<ulong>(call, "seed", 0, ulong.MaxValue),
            call.Query("prompt") ?? "")
        {
            Model = call.Query("model"),
            Job = call.Query("job"),
            Caption = Word<CaptionStyle>(call, "caption"),
        };
    }

    private static int Side(ControlCall call, string name) => call.Query(name) is null ? 1024 : Number(call, name, 1, PictureSize.LongestSidePixels);

    private static T Number<T>(ControlCall call, string name, T least, T most)
        where T : struct, System.Numerics.IBinaryInteger<T> => call.Query(name) is not { } text ? least
        : T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw ControlProblem.Unusable($"{name} takes a whole number from {least} to {most}");

    private static T Word<T>(ControlCall call, string name)
        where T : struct, Enum
    {
        var text = call.Query(name);
        var found = Array.FindIndex(Enum.GetNames<T>(), word => text is null || word.Equals(text, StringComparison.OrdinalIgnoreCase));
        return found >= 0 ? Enum.GetValues<T>()[found] : throw ControlProblem.Unusable(
            $"{name} takes one of {string.Join(", ", Enum.GetNames<T>().Select(FaultWord.Camel))}");
    }
}
