using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ScenarioFile;

/// <summary>What a type looks like in a scenario file; the binder and the JSON Schema both read it.</summary>
internal sealed class SectionShape
{
    private static readonly ConcurrentDictionary<Type, SectionShape> Known = new();

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Lock NullabilityLock = new();

    private readonly MethodInfo? _parse;

    private SectionShape(Type type)
    {
        Type = Nullable.GetUnderlyingType(type) ?? type;
        _parse = ParseMethodOf(Type);
        Kind = KindOf(Type, _parse is not null);
        if (Kind is SectionShapeKind.List or SectionShapeKind.Map)
        {
            Element = Type.GetGenericArguments()[^1];
        }
        else if (Kind is SectionShapeKind.Choice)
        {
            Choices = Enum.GetValues(Type).Cast<object>().ToDictionary(value => ChoiceName(Type, value), value => value);
        }
        else if (Kind is SectionShapeKind.Record)
        {
            Properties = Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite)
                .ToDictionary(property => NameOf(property.Name), property => new SectionProperty(property, AllowsNull(property)));
        }
    }

    public Type Type { get; }

    public SectionShapeKind Kind { get; }

    /// <summary>What a list or mapping holds.</summary>
    public Type? Element { get; }

    /// <summary>A choice's names, as they are written, with their values.</summary>
    public IReadOnlyDictionary<string, object> Choices { get; } = new Dictionary<string, object>();

    /// <summary>A record's keys, as they are written.</summary>
    public IReadOnlyDictionary<string, SectionProperty> Properties { get; } = new Dictionary<string, SectionProperty>();

    /// <summary>Whether a single value may stand where the record's mapping would.</summary>
    public bool HasShortForm => _parse is not null;

    public string Expected => Kind switch
    {
        SectionShapeKind.Boolean => "true or false",
        SectionShapeKind.Integer => "a whole number",
        SectionShapeKind.Number => "a number",
        SectionShapeKind.Duration => "a duration",
        SectionShapeKind.Choice => $"one of {string.Join(", ", Choices.Keys)}",
        _ => "text",
    };

    public string Remedy => Kind switch
    {
        SectionShapeKind.Boolean => "write true or false without quotes",
        SectionShapeKind.Integer => "write digits without quotes, 100 for example",
        SectionShapeKind.Number => "write a number without quotes, 0.2 for example",
        SectionShapeKind.Duration => "write a number with its unit: us, ms, s, m, h or d, 250ms for example",
        SectionShapeKind.Choice => "use one of these words",
        _ => "write text, in quotes if it looks like something else",
    };

    public static SectionShape Of(Type type) => Known.GetOrAdd(type, key => new SectionShape(key));

    public static bool Fits(long value, Type type) =>
        type == typeof(long) || (type == typeof(ulong) && value >= 0) || value is >= int.MinValue and <= int.MaxValue;

    public static string NameOf(string member) => JsonNamingPolicy.CamelCase.ConvertName(member);

    /// <summary>Reads the short form.</summary>
    /// <exception cref="FormatException">The text is not one; the message says what to write.</exception>
    public object? Parse(string text)
    {
        try
        {
            return _parse!.Invoke(null, [text, null]);
        }
        catch (TargetInvocationException e) when (e.InnerException is FormatException or ArgumentException or OverflowException)
        {
            throw new FormatException(e.InnerException.Message, e.InnerException);
        }
    }

    private static SectionShapeKind KindOf(Type type, bool isParsable) => type switch
    {
        _ when type == typeof(string) => SectionShapeKind.Text,
        _ when type == typeof(bool) => SectionShapeKind.Boolean,
        _ when type == typeof(int) || type == typeof(long) || type == typeof(ulong) => SectionShapeKind.Integer,
        _ when type == typeof(double) || type == typeof(decimal) => SectionShapeKind.Number,
        _ when type == typeof(TimeSpan) => SectionShapeKind.Duration,
        _ when type.IsEnum => SectionShapeKind.Choice,
        _ when typeof(JsonNode).IsAssignableFrom(type) => SectionShapeKind.Json,
        _ when IsGeneric(type, typeof(IReadOnlyDictionary<,>)) => SectionShapeKind.Map,
        _ when IsGeneric(type, typeof(IReadOnlyList<>)) => SectionShapeKind.List,
        _ when type.IsValueType && isParsable => SectionShapeKind.Parsed,
        _ => SectionShapeKind.Record,
    };

    private static bool IsGeneric(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static MethodInfo? ParseMethodOf(Type type)
    {
        var isParsable = type.GetInterfaces().Any(face => IsGeneric(face, typeof(IParsable<>)));
        return isParsable ? type.GetMethod("Parse", [typeof(string), typeof(IFormatProvider)]) : null;
    }

    private static string ChoiceName(Type type, object value)
    {
        var member = value.ToString()!;
        var spelt = type.GetField(member)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name;
        return spelt ?? NameOf(member);
    }

    private static bool AllowsNull(PropertyInfo property)
    {
        lock (NullabilityLock)
        {
            return Nullability.Create(property).WriteState is NullabilityState.Nullable;
        }
    }
}

/// <summary>The forms that something in a scenario file can take.</summary>
internal enum SectionShapeKind
{
    Text,
    Boolean,
    Integer,
    Number,
    Duration,
    Choice,
    Parsed,
    List,
    Map,
    Record,
    Json,
}

/// <summary>One key of a record in a scenario file.</summary>
internal sealed class SectionProperty(PropertyInfo property, bool allowsNull)
{
    public PropertyInfo Property { get; } = property;

    public bool AllowsNull { get; } = allowsNull;

    public bool IsRequired { get; } = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;

    public string Example => SectionShape.Of(Property.PropertyType).Kind switch
    {
        SectionShapeKind.Integer => "1",
        SectionShapeKind.Duration => "1s",
        SectionShapeKind.Boolean => "true",
        _ => "...",
    };
}
