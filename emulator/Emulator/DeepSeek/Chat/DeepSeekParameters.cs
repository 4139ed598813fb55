using System.Globalization;
using System.Text.Json;
using Emulator.DeepSeek.Chat.Catalog;

namespace Emulator.DeepSeek.Chat;

/// <summary>Refuses values that have the right form and are not permitted, in the provider's words where they are known.</summary>
internal static class DeepSeekParameters
{
    public static RefusedRequestException UnknownModel(DeepSeekCatalog catalog, string name)
    {
        // Until September the larger model stood first, after it the smaller.
        var words = catalog.UnknownModel switch
        {
            UnknownModelWords.NotExist => "Model Not Exist",
            UnknownModelWords.NamesWithOr => Names(catalog.Listed.Reverse(), " or "),
            _ => Names(catalog.Listed, ", "),
        };
        return new RefusedRequestException(words);

        string Names(IEnumerable<DeepSeekModel> models, string between) =>
            $"The supported API model names are {string.Join(between, models.Select(model => model.Name))}, but you passed {name}.";
    }

    public static void CheckMaxTokens(int? maxTokens, DeepSeekModel model)
    {
        if (maxTokens < 1 || maxTokens > model.MaxOutputTokens)
        {
            throw new RefusedRequestException(
                $"Invalid max_tokens value, the valid range of max_tokens is [1, {model.MaxOutputTokens}]");
        }
    }

    /// <summary>The provider's own words for these cases are not known; they are chosen after those for max_tokens.</summary>
    public static void CheckRange(double? value, string name, double min, double max)
    {
        if (value < min || value > max)
        {
            throw new RefusedRequestException(string.Create(
                CultureInfo.InvariantCulture, $"Invalid {name} value, the valid range of {name} is [{min}, {max}]"));
        }
    }

    public static void CheckFormat(string? format, bool needsWord, string prompt)
    {
        if (format is not (null or "text" or "json_object"))
        {
            throw new RefusedRequestException("This response_format type is unavailable now", mayBeUnprocessable: true);
        }

        if (format is "json_object" && needsWord && !prompt.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedRequestException(
                "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.");
        }
    }

    /// <summary>With thinking no tool can be forced.</summary>
    public static void CheckToolChoice(JsonElement body)
    {
        if (body.TryGetProperty("tool_choice"u8, out var choice)
            && (choice.ValueKind is JsonValueKind.Object
                || (choice.ValueKind is JsonValueKind.String && choice.ValueEquals("required"u8))))
        {
            throw new RefusedRequestException("Thinking mode does not support this tool_choice");
        }
    }

    public static void CheckContext(int promptTokens, int? maxTokens, DeepSeekModel model)
    {
        var completion = maxTokens ?? 0;
        if (promptTokens + (long)completion > model.ContextTokens)
        {
            throw new RefusedRequestException(string.Create(
                CultureInfo.InvariantCulture,
                $"This model's maximum context length is {model.ContextTokens} tokens. However, you requested {promptTokens + (long)completion} tokens ({promptTokens} in the messages, {completion} in the completion). Please reduce the length of the messages or completion."));
        }
    }

    public static void CheckRisk(IReadOnlyList<string> phrases, string prompt)
    {
        foreach (var phrase in phrases)
        {
            if (prompt.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                throw new RefusedRequestException("Content Exists Risk");
            }
        }
    }
}
