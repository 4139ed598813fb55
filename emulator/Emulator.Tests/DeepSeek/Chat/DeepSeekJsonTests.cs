using System.Text;
using System.Text.Json;
using Emulator.DeepSeek.Chat;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>What is said of bodies that are no JSON.</summary>
public sealed class DeepSeekJsonTests
{
    [Theory]
    [InlineData("", "EOF while parsing a value at line 1 column 0")]
    [InlineData("{nope", "key must be a string at line 1 column 2")]
    [InlineData("nope", "expected ident at line 1 column 2")]
    [InlineData("{\"a\"", "EOF while parsing an object at line 1 column 4")]
    [InlineData("{\"a\" 1}", "expected `:` at line 1 column 6")]
    [InlineData("{\"a\":1 \"b\"}", "expected `,` or `}` at line 1 column 8")]
    [InlineData("{\"a\":1,}", "trailing comma at line 1 column 8")]
    [InlineData("[1,]", "trailing comma at line 1 column 4")]
    [InlineData("[1 2]", "expected `,` or `]` at line 1 column 4")]
    [InlineData("[1", "EOF while parsing a list at line 1 column 2")]
    [InlineData("{\n\"a\": \"b", "EOF while parsing a string at line 2 column 7")]
    [InlineData("[\"a\nb\"]", "control character (\\u0000-\\u001F) found while parsing a string at line 2 column 0")]
    [InlineData("[\"\\x\"]", "invalid escape at line 1 column 4")]
    [InlineData("[\"\\ud800\"]", "unexpected end of hex escape at line 1 column 8")]
    [InlineData("[\"\\udc00\"]", "lone leading surrogate in hex escape at line 1 column 8")]
    [InlineData("[01]", "invalid number at line 1 column 3")]
    [InlineData("[-]", "invalid number at line 1 column 3")]
    [InlineData("[1.]", "invalid number at line 1 column 4")]
    [InlineData("{} {}", "trailing characters at line 1 column 4")]
    [InlineData("'a'", "expected value at line 1 column 1")]
    public void ProblemOf_NoJson_TellsWhatAndWhere(string text, string problem) =>
        Assert.Equal(problem, DeepSeekJsonScanner.ProblemOf(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("""{"a":[1,-2.5e+3,0,true,false,null,"b\n\u00e9\ud83d\ude00",{},[]]}""")]
    [InlineData(" \t\r\n\"text\" ")]
    public void ProblemOf_Json_IsNone(string text)
    {
        using var parsed = JsonDocument.Parse(text);

        Assert.Null(DeepSeekJsonScanner.ProblemOf(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void ProblemOf_DeepNesting_IsTheLimit() => Assert.Equal(
        "recursion limit exceeded at line 1 column 65", DeepSeekJsonScanner.ProblemOf(Encoding.UTF8.GetBytes(new string('[', 100_000))));

    [Theory]
    [InlineData("""{"model":"deepseek-flash","user_id":"\ud800","messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("""{"model":"deepseek-flash","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"","reasoning_content":"","tool_calls":[{"id":"a","function":{"name":"\udc00"}}]},{"role":"tool","tool_call_id":"a","content":"1"}]}""")]
    public async Task Complete_HalfASurrogatePairAnywhere_IsNoJson(string body)
    {
        await using var flight = await DeepSeekFlight.StartAsync("cache: {minTokens: 1}");

        Assert.StartsWith("Failed to parse the request body as JSON: ", await flight.RefusalAsync(body), StringComparison.Ordinal);
    }
}
