using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>The provider's JSON with values changed or missing; in a stream every event's.</summary>
internal sealed record EditJsonFault(
    IReadOnlyDictionary<string, JsonNode?> Set, IReadOnlyList<string> Remove, string Reason) : Fault(FaultKind.EditJson, Reason)
{
    public static readonly IReadOnlyDictionary<string, JsonNode?> NothingToSet =
        ReadOnlyDictionary<string, JsonNode?>.Empty;

    public override Reply? Alter(Exchange exchange, Reply reply)
    {
        if (reply.IsStream)
        {
            return reply.WithPieces(reply.Pieces.Select(piece => EventFrame.JsonOf(piece.Bytes) is { } json
                ? piece with { Bytes = EventFrame.Of(Edit(json)) }
                : piece));
        }

        return EventFrame.Parse(reply.WholeBody()) is { } whole
            ? reply.WithBody(JsonSerializer.SerializeToUtf8Bytes(Edit(whole), EventFrame.Json))
            : null;
    }

    private JsonNode Edit(JsonNode root)
    {
        foreach (var (path, value) in Set)
        {
            if (ParentOf(root, path, makes: true) is var (parent, name))
            {
                Put(parent, name, value?.DeepClone());
            }
        }

        foreach (var path in Remove)
        {
            if (ParentOf(root, path, makes: false) is var (parent, name))
            {
                Take(parent, name);
            }
        }

        return root;
    }

    private static (JsonNode Parent, string Name)? ParentOf(JsonNode root, string path, bool makes)
    {
        var names = path.Split('.');
        var parent = root;
        foreach (var name in names[..^1])
        {
            var next = Child(parent, name);
            if (next is null && makes && parent is JsonObject here)
            {
                next = new JsonObject();
                here[name] = next;
            }

            if (next is null)
            {
                return null;
            }

            parent = next;
        }

        return (parent, names[^1]);
    }

    private static JsonNode? Child(JsonNode parent, string name) => parent switch
    {
        JsonObject container => container.TryGetPropertyValue(name, out var child) ? child : null,
        JsonArray list when Index(name) is { } index && index < list.Count => list[index],
        _ => null,
    };

    private static void Put(JsonNode parent, string name, JsonNode? value)
    {
        if (parent is JsonObject container)
        {
            container[name] = value;
        }
        else if (parent is JsonArray list && Index(name) is { } index && index < list.Count)
        {
            list[index] = value;
        }
    }

    private static void Take(JsonNode parent, string name)
    {
        if (parent is JsonObject container)
        {
            container.Remove(name);
        }
        else if (parent is JsonArray list && Index(name) is { } index && index < list.Count)
        {
            list.RemoveAt(index);
        }
    }

    private static int? Index(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
