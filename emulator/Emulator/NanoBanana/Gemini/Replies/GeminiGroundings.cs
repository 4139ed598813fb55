using System.Text.Json.Nodes;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>What an answer says of its searches. The fields are the provider's, the pages are nobody's.</summary>
internal static class GeminiGroundings
{
    public static JsonObject Of(GeminiGrounding grounding)
    {
        JsonObject metadata = [];
        JsonArray chunks = [];
        if (grounding.Web)
        {
            metadata["webSearchQueries"] = new JsonArray(grounding.Query);
            chunks.Add(new JsonObject
            {
                ["web"] = new JsonObject { ["uri"] = "https://example.com/", ["title"] = "example.com" },
            });
        }

        if (grounding.Pictures)
        {
            metadata["imageSearchQueries"] = new JsonArray(grounding.Query);
            chunks.Add(new JsonObject
            {
                ["image"] = new JsonObject
                {
                    ["sourceUri"] = "https://example.org/",
                    ["imageUri"] = "https://example.org/picture.jpg",
                    ["title"] = "example.org",
                    ["domain"] = "example.org",
                },
            });
        }

        metadata["groundingChunks"] = chunks;
        metadata["searchEntryPoint"] = new JsonObject { ["renderedContent"] = "<div class=\"container\"></div>" };
        return metadata;
    }
}
