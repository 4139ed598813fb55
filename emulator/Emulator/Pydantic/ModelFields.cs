using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Emulator.Pydantic;

/// <summary>
/// Reads an object's fields with pydantic's lax rules and collects what is wrong with them. Ask for the fields in the order
/// of the model: the complaints come in the order of the questions. An absent or refused field is <see langword="null"/>.
/// </summary>
internal sealed class ModelFields(JsonElement body)
{
    private readonly List<Violation> _violations = [];

    public IReadOnlyList<Violation> Violations => _violations;

    public void Require(string name)
    {
        if (!body.TryGetProperty(name, out _))
        {
            _violations.Add(new("missing", ("body", name), "Field required", body));
        }
    }

    public string? Text(string name, bool isNullable = false)
    {
        if (!IsGiven(name, isNullable, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : Refuse<string>(name, "string_type", "Input should be a valid string");
    }

    public BigInteger? Integer(string name, bool isNullable, Bounds bounds = default)
    {
        if (!IsGiven(name, isNullable, out var value))
        {
            return null;
        }

        var read = LaxNumber.ReadInteger(value);
        if (read.Integer is not { } integer)
        {
            Refuse<string>(name, read.Type!, read.Message!);
            return null;
        }

        return Fits(name, bounds, bound => integer.CompareTo(new BigInteger(bound)), integer, isInteger: true) ? integer : null;
    }

    public double? Number(string name, bool isNullable, Bounds bounds = default)
    {
        if (!IsGiven(name, isNullable, out var value))
        {
            return null;
        }

        var read = LaxNumber.ReadDouble(value);
        if (read.Number is not { } number)
        {
            Refuse<string>(name, read.Type!, read.Message!);
            return null;
        }

        return Fits(name, bounds, bound => number.CompareTo((double)bound), BigInteger.Zero, isInteger: false) ? number : null;
    }

    public bool? Boolean(string name, bool isNullable = false)
    {
        if (!IsGiven(name, isNullable, out var value))
        {
            return null;
        }

        if (LaxNumber.ReadBoolean(value) is { } boolean)
        {
            return boolean;
        }

        _ = value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? Refuse<string>(name, "bool_parsing", "Input should be a valid boolean, unable to interpret input")
            : Refuse<string>(name, "bool_type", "Input should be a valid boolean");
        return null;
    }

    public string? Choice(string name, bool isNullable, params ReadOnlySpan<string> values)
    {
        if (!IsGiven(name, isNullable, out var value))
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return text.Length > 0 && values.Contains(text) ? text : RefuseChoice(name, values);
    }

    /// <summary>A number that is one of a few; <see langword="null"/> when it is absent or another.</summary>
    public int? Choice(string name, params ReadOnlySpan<int> values)
    {
        if (Integer(name, isNullable: false) is not { } number)
        {
            return null;
        }

        foreach (var value in values)
        {
            if (number == value)
            {
                return value;
            }
        }

        var expected = $"{string.Join(", ", values[..^1].ToArray())} or {values[^1]}";
        Refuse<string>(name, "enum", $"Input should be {expected}", $$"""{"expected":"{{expected}}"}""");
        return null;
    }

    /// <summary>Refuses the field's value as not one of these.</summary>
    public string? RefuseChoice(string name, params ReadOnlySpan<string> values)
    {
        List<string> quoted = [];
        foreach (var value in values)
        {
            quoted.Add($"'{value}'");
        }

        var expected = quoted.Count == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}";
        return Refuse<string>(name, "enum", $"Input should be {expected}", $$"""{"expected":"{{expected}}"}""");
    }

    public string? Url(string name)
    {
        if (!IsGiven(name, isNullable: true, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return Refuse<string>(name, "url_type", "URL input should be a string or URL");
        }

        var url = value.GetString()!;
        return HttpUrl.Complaint(url) is { } complaint
            ? Refuse<string>(name, complaint.Type, complaint.Message, complaint.Context)
            : url;
    }

    /// <summary>Refuses the field's text as empty.</summary>
    public void RefuseShort(string name) =>
        Refuse<string>(name, "string_too_short", "String should have at least 1 character", """{"min_length":1}""");

    /// <summary>Refuses the field by a rule of the model's own.</summary>
    public void RefuseValue(string name, string sentence) =>
        Refuse<string>(name, "value_error", $"Value error, {sentence}", """{"error":{}}""");

    /// <summary>Refuses the whole object by a rule of the model's own.</summary>
    public void RefuseModel(string sentence) =>
        _violations.Add(new("value_error", ("body", null), $"Value error, {sentence}", body, """{"error":{}}"""));

    private bool IsGiven(string name, bool isNullable, out JsonElement value) =>
        body.TryGetProperty(name, out value) && !(isNullable && value.ValueKind == JsonValueKind.Null);

    private T? Refuse<T>(string name, string type, string message, string? context = null)
        where T : class
    {
        _violations.Add(new(type, ("body", name), message, body.GetProperty(name), context));
        return null;
    }

    /// <summary>One complaint at most, in pydantic's order: the step, the upper bound, the lower one.</summary>
    private bool Fits(string name, Bounds bounds, Func<decimal, int> compare, BigInteger integer, bool isInteger)
    {
        if (bounds.MultipleOf is { } step && integer % step != 0)
        {
            Refuse<string>(name, "multiple_of", $"Input should be a multiple of {step}", $$"""{"multiple_of":{{step}}}""");
        }
        else if (bounds.AtMost is { } most && compare(most) > 0)
        {
            Refuse<string>(
                name, "less_than_equal", $"Input should be less than or equal to {Plain(most)}", $$"""{"le":{{InContext(most)}}}""");
        }
        else if (bounds.AtLeast is { } least && compare(least) < 0)
        {
            Refuse<string>(
                name, "greater_than_equal", $"Input should be greater than or equal to {Plain(least)}", $$"""{"ge":{{InContext(least)}}}""");
        }
        else
        {
            return true;
        }

        return false;

        static string Plain(decimal bound) => bound.ToString("0.##########", CultureInfo.InvariantCulture);

        // The bound is printed in the field's own type.
        string InContext(decimal bound) => bound.ToString(isInteger ? "0" : "0.0#########", CultureInfo.InvariantCulture);
    }
}
