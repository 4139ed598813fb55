using System.Text;
using System.Text.Json;
using Emulator.Pydantic;

namespace Emulator.Tests.Pydantic;

public sealed class ReceivedModelTests
{
    /// <summary>Message and offset as Python 3.12's json.loads gives them.</summary>
    [Theory]
    [InlineData(" ", "Expecting value", 1)]
    [InlineData("{\"a\":}", "Expecting value", 5)]
    [InlineData("{a:1}", "Expecting property name enclosed in double quotes", 1)]
    [InlineData("{\"a\" 1}", "Expecting ':' delimiter", 5)]
    [InlineData("{\"a\":1 \"b\":2}", "Expecting ',' delimiter", 7)]
    [InlineData("{\"a\":1,}", "Expecting property name enclosed in double quotes", 7)]
    [InlineData("[1,]", "Expecting value", 3)]
    [InlineData("[1", "Expecting ',' delimiter", 2)]
    [InlineData("{\"a\":\"b", "Unterminated string starting at", 5)]
    [InlineData("{\"a\":\"b\nc\"}", "Invalid control character at", 7)]
    [InlineData("{\"a\":\"\\x\"}", "Invalid \\escape", 6)]
    [InlineData("{\"a\":\"\\u12zz\"}", "Invalid \\uXXXX escape", 7)]
    [InlineData("{} {}", "Extra data", 3)]
    [InlineData("{\"😀\":1,}", "Expecting property name enclosed in double quotes", 7)]
    [InlineData("{\"a\":01}", "Expecting ',' delimiter", 6)]
    [InlineData("{\"a\":tru}", "Expecting value", 5)]
    [InlineData("not json", "Expecting value", 0)]
    public void Read_BrokenJson_GivesPythonsWordsAndOffset(string body, string message, int offset)
    {
        var violation = ReceivedModel.Read(Encoding.UTF8.GetBytes(body), "application/json").Violation;

        Assert.NotNull(violation);
        Assert.Equal("json_invalid", violation.Type);
        Assert.Equal(("body", (object)offset), violation.Loc);
        Assert.Equal(message, JsonElement.Parse(violation.Context!).GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("", "application/json", "missing")]
    [InlineData("[1]", "application/json", "model_attributes_type")]
    [InlineData("\"x\"", null, "model_attributes_type")]
    [InlineData("{}", "text/plain", "model_attributes_type")]
    [InlineData("a=b", "application/x-www-form-urlencoded", "model_attributes_type")]
    public void Read_NotAnObject_IsAViolation(string body, string? contentType, string type) =>
        Assert.Equal(type, ReceivedModel.Read(Encoding.UTF8.GetBytes(body), contentType).Violation?.Type);

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/problem+json")]
    public void Read_Object_IsTheBody(string? contentType)
    {
        var read = ReceivedModel.Read("{\"a\":1}"u8.ToArray(), contentType);

        Assert.Equal(1, read.Body!.Value.GetProperty("a").GetInt32());
    }

    [Fact]
    public void Read_NotText_CannotBeParsed() =>
        Assert.Equal(
            "There was an error parsing the body",
            ReceivedModel.Read(new byte[] { 0x7B, 0xFF, 0x7D }, "application/json").Unreadable);

    [Fact]
    public void Read_NestedWithoutEnd_CannotBeParsed() =>
        Assert.Equal(
            "There was an error parsing the body",
            ReceivedModel.Read(Encoding.UTF8.GetBytes(new string('[', 100_000)), "application/json").Unreadable);
}
