using System.Text.Json.Nodes;

namespace Emulator.Control;

/// <summary>JSON Merge Patch (RFC 7396): objects are merged, null removes, everything else replaces.</summary>
internal static class MergePatch
{
    /// <summary>The target with the patch in it; neither is changed.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var merged = (JsonObject)target.DeepClone();
        foreach (var (key, value) in patch)
        {
            if (value is null)
            {
                merged.Remove(key);
            }
            else
            {
                merged[key] = value is JsonObject inner
                    ? Apply(merged[key] as JsonObject ?? [], inner)
                    : value.DeepClone();
            }
        }

        return merged;
    }
}
