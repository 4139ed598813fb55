using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.DeepSeek.Chat.Schemas;

namespace Emulator.Tests.DeepSeek.Chat.Schemas;

/// <summary>Whatever is made from a schema fits it.</summary>
public sealed class SchemaSampleTests
{
    private static readonly PromptHints Hints = PromptHints.From("What is the weather in Paris and \"San Jose\" for 3 days at 12.5 degrees?");

    [Theory]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"type":"object","properties":{"n":{"type":"integer","minimum":5,"maximum":9},"x":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1}},"required":["n","x"]}""")]
    [InlineData("""{"type":"object","properties":{"n":{"type":"integer","multipleOf":7,"minimum":10},"x":{"type":"number","multipleOf":0.25,"maximum":-1}},"required":["n","x"]}""")]
    [InlineData("""{"type":"object","properties":{"n":{"type":"integer","exclusiveMinimum":3,"exclusiveMaximum":5},"neg":{"type":"integer","maximum":-20}},"required":["n","neg"]}""")]
    [InlineData("""{"type":"object","properties":{"e":{"enum":["red",2,null,true]},"c":{"const":{"a":[1]}}},"required":["e","c"],"additionalProperties":false}""")]
    [InlineData("""{"type":"object","properties":{"o":{"type":"object","properties":{"city":{"type":"string"},"tags":{"type":"array","items":{"type":"string"},"minItems":2,"maxItems":3,"uniqueItems":true}},"required":["city","tags"]}},"required":["o"]}""")]
    [InlineData("""{"type":"object","properties":{"v":{"anyOf":[{"type":"null"},{"type":"integer"},{"type":"object","properties":{"a":{"type":"boolean"}},"required":["a"]}]}},"required":["v"]}""")]
    [InlineData("""{"type":"object","properties":{"v":{"type":["string","null"],"maxLength":3,"minLength":2}},"required":["v"]}""")]
    [InlineData("""{"type":"object","properties":{"tree":{"$ref":"#/$defs/node"}},"required":["tree"],"$defs":{"node":{"type":"object","properties":{"value":{"type":"integer"},"children":{"type":"array","items":{"$ref":"#/$defs/node"}}},"required":["value","children"],"additionalProperties":false}}}""")]
    [InlineData("""{"type":"object","properties":{"list":{"$ref":"#/$defs/link"}},"required":["list"],"$defs":{"link":{"anyOf":[{"type":"object","properties":{"next":{"$ref":"#/$defs/link"}},"required":["next"]},{"type":"null"}]}}}""")]
    [InlineData("""{"type":"object","properties":{"p":{"type":"string","pattern":"^[A-Z]{2}-\\d{3,5}$"},"q":{"type":"string","pattern":"^(foo|bar)+[a-f0-9]?x*$"},"r":{"type":"string","pattern":"^\\w+@\\w+\\.com$"},"s":{"type":"string","pattern":"^(?:\\+1)?[^ab]{4}$"}},"required":["p","q","r","s"]}""")]
    [InlineData("""{"type":"object","properties":{"email":{"type":"string","format":"email","pattern":"@"}},"required":["email"]}""")]
    public void Arguments_AnySeed_FitTheirSchema(string schema)
    {
        using var parsed = JsonDocument.Parse(schema);
        var expected = JsonNode.Parse(schema)!;

        for (var seed = 0UL; seed < 200; seed++)
        {
            var made = JsonNode.Parse(new SchemaSample(parsed.RootElement, seed, Hints).Arguments().ToJsonString());

            Assert.True(new SchemaVerdict(expected).Of(made, expected) is not { } problem, $"seed {seed}: {made!.ToJsonString()}");
        }
    }

    [Fact]
    public void Arguments_SameSeed_AreTheSame()
    {
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}},"required":["a","b"]}""");

        Assert.Equal(
            new SchemaSample(schema.RootElement, 5, Hints).Arguments().ToJsonString(),
            new SchemaSample(schema.RootElement, 5, Hints).Arguments().ToJsonString());
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"}},"required":["a","b"]}""")]
    [InlineData("""{"type":"array","items":true,"minItems":1000000000}""")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"((((a{64}){64}){64}){64})"},"b":{"pattern":"(((((((){64}){64}){64}){64}){64}){64})x"},"c":{"pattern":"[("}},"required":["a","b","c"]}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer","minimum":9,"maximum":1},"b":{"type":"number","multipleOf":0},"c":{"anyOf":[]},"d":{"enum":[]}},"required":["a","b","c","d",7]}""")]
    [InlineData("""{"type":7,"properties":3,"required":"x","anyOf":{},"minItems":"y"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"const":{"x":1,"x":{"y":2,"y":3}}},"b":{"enum":[{"z":1,"z":2}]},"a":{"const":7}},"required":["a","b"]}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"number","minimum":-1.7e308,"maximum":1.7e308},"b":{"type":"integer","exclusiveMinimum":1.7e308,"multipleOf":1e-300},"c":{"type":"number","minimum":1e999}},"required":["a","b","c"]}""")]
    [InlineData("""{"allOf":[{"$ref":"#"},{"$ref":"#"}],"anyOf":[{"$ref":"#"},{"$ref":"#"}],"type":"object"}""")]
    [InlineData("[1]")]
    public void Arguments_HostileSchema_EndSomehow(string schema)
    {
        using var parsed = JsonDocument.Parse(schema);

        Assert.NotEqual("", new SchemaSample(parsed.RootElement, 1, Hints).Arguments().ToJsonString());
    }

    [Theory]
    [InlineData("city", "Paris")]
    [InlineData("query", "weather in Paris today")]
    public void Text_UserNamesIt_IsHis(string property, string expected)
    {
        using var schema = JsonDocument.Parse($$$"""{"type":"object","properties":{"{{{property}}}":{"type":"string"}},"required":["{{{property}}}"]}""");

        var made = new SchemaSample(schema.RootElement, 1, PromptHints.From("weather in Paris today")).Arguments();

        Assert.Equal(expected, (string?)made[property]);
    }
}
