using System.Globalization;
using System.Text.Json;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Errors;

namespace Emulator.NanoBanana.Gemini.Requests;

/// <summary>Reads the body of <c>generateContent</c>; whatever is wrong comes out as the provider's error.</summary>
/// <param name="rules">What the scenario says.</param>
/// <param name="files">Finds what was uploaded; see <see cref="GeminiContents.Read"/>.</param>
internal sealed class GeminiReader(GeminiRules rules, Func<string, GeminiFile?>? files)
{
    private const int MostInputs = 14;

    /// <summary>The request, or <see langword="null"/> with the error.</summary>
    /// <param name="body">The body.</param>
    /// <param name="model">The model that serves it.</param>
    /// <param name="askedModel">The id as it was asked for.</param>
    /// <param name="error">What is wrong.</param>
    public GeminiRequest? Read(JsonElement body, GeminiModel model, string askedModel, out GeminiError? error)
    {
        try
        {
            error = body.ValueKind is JsonValueKind.Object ? GeminiFields.UnknownIn(body, GeminiSchema.Generate) : GeminiErrors.Invalid;
            return error is null ? Checked(body, model, askedModel) : null;
        }
        catch (GeminiRefusedException refused)
        {
            error = refused.Error;
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair comes to light only when a text is read.
            error = GeminiErrors.Invalid;
            return null;
        }
    }

    private GeminiRequest Checked(JsonElement body, GeminiModel model, string askedModel)
    {
        var contents = GeminiContents.Read(body, model, rules.Section, files);
        Require(contents.Pictures.Count <= MostInputs);
        _ = GeminiFields.TryGet(body, "generation_config", out var config);
        var (wantsText, wantsPicture) = Modalities(config, model);
        var picture = GeminiPictureWish.Read(config, model, rules.Section);
        var thinking = Thinking(config, model);
        var tier = (GeminiFields.Text(body, "service_tier") ?? GeminiTiers.Standard).ToLowerInvariant();
        Require(GeminiTiers.Has(tier) && GeminiSafety.IsFine(body));
        Require(!model.RefusesStructure || !WantsStructure(body, config));
        var search = Search(body, model);
        var last = contents.Pictures.LastOrDefault(one => one.WidthPixels > 0 && one.HeightPixels > 0);
        return new GeminiRequest(model, askedModel)
        {
            Prompt = contents.LastWords,
            Inputs = contents.Pictures,
            WantsText = wantsText,
            WantsPicture = wantsPicture,
            Ratio = rules.Section.AspectRatio is RatioHandling.Ignored ? "1:1"
                : picture.Ratio ?? (last is null || !wantsPicture ? "1:1" : GeminiSizes.NearestTo(model, last.WidthPixels, last.HeightPixels)),
            Size = picture.Size ?? GeminiImageSize.OneK,
            Thinking = thinking.Level,
            ShowsThoughts = thinking.IsShown,
            Seed = SeedIn(config),
            SearchesWeb = search.Web,
            SearchesPictures = search.Pictures,
            ServiceTier = tier,
            PromptTokens = new(GeminiTokens.OfLetters(contents.Letters), contents.Pictures.Count * rules.Section.InputImageTokens),
        };
    }

    /// <summary>Words and pictures are the default of those who draw, words of the others.</summary>
    private static (bool Text, bool Picture) Modalities(JsonElement config, GeminiModel model)
    {
        if (!GeminiFields.TryGet(config, "response_modalities", out var asked))
        {
            return (true, model.MakesPictures);
        }

        Require(asked.ValueKind is JsonValueKind.Array);
        var (text, picture) = (false, false);
        foreach (var one in asked.EnumerateArray())
        {
            Require(one.ValueKind is JsonValueKind.String);
            var word = one.GetString()!;
            var isText = word.Equals("TEXT", StringComparison.OrdinalIgnoreCase);
            var isPicture = word.Equals("IMAGE", StringComparison.OrdinalIgnoreCase);
            Require(isText || isPicture);
            text |= isText;
            picture |= isPicture;
        }

        if (picture && !model.MakesPictures)
        {
            throw new GeminiRefusedException(GeminiErrors.Invalid with { Message = "Model does not support the requested response modalities: image" });
        }

        return text || picture ? (text, picture) : (true, model.MakesPictures);
    }

    private static (GeminiThinking Level, bool IsShown) Thinking(JsonElement config, GeminiModel model)
    {
        if (!GeminiFields.TryGet(config, "thinking_config", out var thinking))
        {
            return (model.DefaultThinking, false);
        }

        var isShown = GeminiFields.Flag(thinking, "include_thoughts");
        if (GeminiFields.Text(thinking, "thinking_level") is not { } word)
        {
            return (model.DefaultThinking, isShown);
        }

        GeminiThinking? level = word.ToUpperInvariant() switch
        {
            "MINIMAL" => GeminiThinking.Minimal,
            "LOW" => GeminiThinking.Low,
            "MEDIUM" => GeminiThinking.Medium,
            "HIGH" => GeminiThinking.High,
            _ => null,
        };
        Require(level is not null);
        if (model.ThinksAsItLikes)
        {
            return (model.DefaultThinking, isShown);
        }

        Require(model.Thinking.Contains(level!.Value));
        return (level.Value, isShown);
    }

    private static (bool Web, bool Pictures) Search(JsonElement body, GeminiModel model)
    {
        var (web, pictures) = (false, false);
        foreach (var tool in GeminiFields.Objects(body, "tools"))
        {
            if (!GeminiFields.TryGet(tool, "google_search", out var search))
            {
                continue;
            }

            Require(search.ValueKind is JsonValueKind.Object && (model.SearchesWeb || !model.MakesPictures));
            var hasTypes = GeminiFields.TryGet(search, "search_types", out var types);
            pictures |= hasTypes && model.SearchesPictures && GeminiFields.TryGet(types, "image_search", out _);
            web |= !hasTypes || GeminiFields.TryGet(types, "web_search", out _);
        }

        return (web, pictures);
    }

    private static bool WantsStructure(JsonElement body, JsonElement config) =>
        GeminiFields.Objects(body, "tools").Any(tool => GeminiFields.TryGet(tool, "function_declarations", out _))
        || GeminiFields.TryGet(config, "response_schema", out _)
        || GeminiFields.TryGet(config, "response_json_schema", out _)
        || GeminiFields.Text(config, "response_mime_type") is "application/json";

    private static long? SeedIn(JsonElement config)
    {
        if (!GeminiFields.TryGet(config, "seed", out var seed))
        {
            return null;
        }

        var isNumber = seed.ValueKind is JsonValueKind.Number
            ? seed.TryGetInt64(out var number)
            : long.TryParse(seed.ValueKind is JsonValueKind.String ? seed.GetString() : "", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        Require(isNumber);
        return number;
    }

    private static void Require(bool isFine)
    {
        if (!isFine)
        {
            throw new GeminiRefusedException(GeminiErrors.Invalid);
        }
    }
}
