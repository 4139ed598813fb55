using System.Text.Json;
using Emulator.Images;
using Emulator.Pydantic;

namespace Emulator.Flux.ImagePig;

/// <summary>
/// The answers of <c>/flux</c> as they go over the wire. The picture is either in the answer or behind a URL, and the name
/// of the other is absent: clients test for the name.
/// </summary>
internal static class ImagePigWire
{
    public static byte[] Inline(ImagePigAnswer answer, DeliveredPicture picture) => PydanticJson.Object(json =>
    {
        json.WriteBase64String("image_data", picture.File.Span);
        WriteRest(json, answer, picture.MediaType);
    });

    public static byte[] Stored(ImagePigAnswer answer, string url) => PydanticJson.Object(json =>
    {
        json.WriteString("image_url", url);
        WriteRest(json, answer, answer.Picture.MediaType);
    });

    public static byte[] Error(string sentence) => PydanticJson.Sentence("error", sentence);

    private static void WriteRest(Utf8JsonWriter json, ImagePigAnswer answer, string mediaType)
    {
        json.WriteString("mime_type", mediaType);

        // A bare number of up to 64 bits: clients break on a quoted or missing one.
        json.WriteNumber("seed", answer.Picture.Seed);
        json.WriteString("started_at", ImagePigReplies.Stamp(answer.StartedAt));
        json.WriteString("completed_at", ImagePigReplies.Stamp(answer.CompletedAt));
    }
}
