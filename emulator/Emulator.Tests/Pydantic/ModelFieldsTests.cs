using System.Text;
using System.Text.Json;
using Emulator.Pydantic;

namespace Emulator.Tests.Pydantic;

public sealed class ModelFieldsTests
{
    [Theory]
    [InlineData("1024", "1024")]
    [InlineData("\"1024\"", "1024")]
    [InlineData("\" +1_024 \"", "1024")]
    [InlineData("1024.0", "1024")]
    [InlineData("\"1024.0\"", "1024")]
    [InlineData("1e3", "1000")]
    [InlineData("true", "1")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    public void Integer_WhatPydanticTakesForOne_IsTaken(string value, string expected)
    {
        ModelFields fields = new(JsonElement.Parse($$"""{"f":{{value}}}"""));

        var integer = fields.Integer("f", isNullable: false);

        Assert.Equal(expected, integer.ToString());
        Assert.Empty(fields.Violations);
    }

    [Theory]
    [InlineData("\"TRUE\"", true)]
    [InlineData("\"off\"", false)]
    [InlineData("\"y\"", true)]
    [InlineData("0", false)]
    [InlineData("1.0", true)]
    [InlineData("false", false)]
    public void Boolean_WhatPydanticTakesForOne_IsTaken(string value, bool expected)
    {
        ModelFields fields = new(JsonElement.Parse($$"""{"f":{{value}}}"""));

        var boolean = fields.Boolean("f");

        Assert.Equal(expected, boolean);
        Assert.Empty(fields.Violations);
    }

    [Fact]
    public void Fields_AbsentOrNullWhereNullIsFine_AreNobodysFault()
    {
        ModelFields fields = new(JsonElement.Parse("""{"i":null,"t":null,"b":null,"n":null,"c":null,"u":null}"""));

        fields.Integer("i", isNullable: true, new Bounds(64));
        fields.Text("t", isNullable: true);
        fields.Boolean("b", isNullable: true);
        fields.Number("n", isNullable: true);
        fields.Choice("c", isNullable: true, "a");
        fields.Url("u");
        fields.Integer("absent", isNullable: false);

        Assert.Empty(fields.Violations);
    }

    /// <summary>Every kind of violation as it goes over the wire, one line each.</summary>
    [Fact]
    public void Violations_OfEveryKind_AreToldInPydanticsWords()
    {
        StringBuilder lines = new();
        Tell("{}", fields => fields.Require("f"));
        foreach (var value in new[] { "224", "1472", "1000", "\"abc\"", "\"1.5\"", "1024.5", "{}", "[1]", "null", "\"\"" })
        {
            Tell($$"""{"f":{{value}}}""", fields => fields.Integer("f", isNullable: false, new Bounds(256, 1440, 32)));
        }

        foreach (var value in new[] { "1", "6.5", "\"x\"", "[]", "null" })
        {
            Tell($$"""{"f":{{value}}}""", fields => fields.Number("f", isNullable: false, new Bounds(1.5m, 5)));
        }

        foreach (var value in new[] { "7", "null", "true" })
        {
            Tell($$"""{"f":{{value}}}""", fields => fields.Text("f"));
        }

        foreach (var value in new[] { "\"maybe\"", "2", "null", "[]" })
        {
            Tell($$"""{"f":{{value}}}""", fields => fields.Boolean("f"));
        }

        Tell("""{"f":"gif"}""", fields => fields.Choice("f", isNullable: true, "jpeg", "png", "webp"));
        Tell("""{"f":7}""", fields => fields.Choice("f", isNullable: true, "JPEG", "PNG"));
        foreach (var value in new[] { "\"nowhere\"", "\"\"", "\"ftp://x\"", "\"https://\"", "7", $"\"https://{new string('a', 2083)}\"" })
        {
            Tell($$"""{"f":{{value}}}""", fields => fields.Url("f"));
        }

        Tell("""{"f":"5"}""", fields => fields.RefuseValue("f", "the ratio is out of range"));
        Tell("""{"f":""}""", fields => fields.RefuseShort("f"));

        Golden.Check(lines.ToString().Replace(new string('a', 2083), "aaa...", StringComparison.Ordinal), "violations.txt");

        void Tell(string body, Action<ModelFields> ask)
        {
            ModelFields fields = new(JsonElement.Parse(body));
            ask(fields);
            lines.AppendLine(Encoding.UTF8.GetString(Violation.ToDetail(fields.Violations)));
        }
    }

    [Fact]
    public void Violations_OfSeveralFields_ComeInTheOrderOfTheModel()
    {
        ModelFields fields = new(JsonElement.Parse("""{"b":"x","a":"x"}"""));

        fields.Integer("a", isNullable: false);
        fields.Integer("b", isNullable: false);

        Assert.Equal(["body.a", "body.b"], fields.Violations.Select(violation => violation.Path));
    }
}
