using System.Text.Json;
using Emulator.Answers;

namespace Emulator.Tests.Answers;

/// <summary>Places in texts are filled in from the request, and nothing else in them changes.</summary>
public sealed class AnswerTemplateTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{{ prompt }}!", "<prompt:>!")]
    [InlineData("{{match.1}} {{body.a.b}}", "<match:1> <body:a.b>")]
    [InlineData("a {single} brace", "a {single} brace")]
    [InlineData("{{{{prompt}} is literal", "{{prompt}} is literal")]
    [InlineData("{{prompt}}{{{{{{model}}", "<prompt:>{{<model:>")]
    [InlineData("{{", "{{")]
    public void Fill_Places_AreReplaced(string text, string filled) =>
        Assert.Equal(filled, AnswerTemplate.Fill(text, (root, path) => $"<{root}:{path}>"));

    [Theory]
    [InlineData("a.b", "text")]
    [InlineData("list.0", "1")]
    [InlineData("list.-1", "{\"x\":true}")]
    [InlineData("list.9", "")]
    [InlineData("nothing.at.all", "")]
    [InlineData("null", "")]
    public void TextAt_Path_IsTheValueOrNothing(string path, string text)
    {
        using var json = JsonDocument.Parse("""{"a":{"b":"text"},"list":[1,{"x":true}],"null":null}""");

        Assert.Equal(text, RequestPath.TextAt(json.RootElement, path));
    }
}
