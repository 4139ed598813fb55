using System.Text.Json.Nodes;

namespace Emulator.Keys;

/// <summary>
/// Shows a scenario without its keys and secrets, each as its fingerprint, and puts those that are known back where a fingerprint
/// stands, so that a scenario that was read, changed and put back says what it said.
/// </summary>
internal static class ScenarioSecrets
{
    /// <summary>The section as it may be shown.</summary>
    public static JsonObject Hidden(JsonObject section)
    {
        var shown = (JsonObject)section.DeepClone();
        Replace(shown, static (_, text) => KeyHash.Of(text).Fingerprint);
        return shown;
    }

    /// <summary>The section with every known fingerprint as what it stands for; <see langword="null"/> when none is in it.</summary>
    /// <param name="section">What was sent.</param>
    /// <param name="known">The section that was shown.</param>
    public static JsonObject? Restored(JsonObject section, JsonObject known)
    {
        Dictionary<(string, string), string> secrets = [];
        Replace((JsonObject)known.DeepClone(), (owner, text) =>
        {
            secrets[(owner, KeyHash.Of(text).Fingerprint)] = text;
            return text;
        });
        var restored = (JsonObject)section.DeepClone();
        var isRestored = false;
        Replace(restored, (owner, text) =>
        {
            if (!KeyHash.IsFingerprint(text) || !secrets.TryGetValue((owner, text), out var secret))
            {
                return text;
            }

            isRestored = true;
            return secret;
        });
        return isRestored ? restored : null;
    }

    /// <summary>Replaces every key and secret; whose it is goes along.</summary>
    private static void Replace(JsonObject section, Func<string, string, string> replace)
    {
        foreach (var (name, dialect) in section["dialects"] as JsonObject ?? [])
        {
            if ((dialect as JsonObject)?["keys"] is not JsonArray keys)
            {
                continue;
            }

            for (var index = 0; index < keys.Count; index++)
            {
                if (keys[index] is JsonObject key)
                {
                    ReplaceIn(key, "key", text => replace(name, text));
                }
                else if (keys[index] is JsonValue text)
                {
                    keys[index] = replace(name, text.ToString());
                }
            }
        }

        foreach (var client in ((section["oauth"] as JsonObject)?["clients"] as JsonArray ?? []).OfType<JsonObject>())
        {
            ReplaceIn(client, "secret", text => replace("oauth", text));
        }
    }

    private static void ReplaceIn(JsonObject json, string name, Func<string, string> replace)
    {
        if (json[name] is JsonValue text)
        {
            json[name] = replace(text.ToString());
        }
    }
}
