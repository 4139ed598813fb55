using System.Text.Json.Nodes;
using Emulator.Tests.DeepSeek.Chat.Forms;

namespace Emulator.Tests.DeepSeek.Chat.Files;

/// <summary>Pictures are uploaded once and referred to by their account, as long as they live.</summary>
public sealed class UploadedFilesTests
{
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task Upload_Picture_IsDescribed()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (status, file) = await UploadAsync(emulator, Form(Picture, ("expires_after[anchor]", "created_at"), ("expires_after[seconds]", "3600")));

        Assert.Equal(200, status);
        Assert.Equal(
            ["id", "object", "bytes", "created_at", "filename", "purpose", "expires_at"], file.AsObject().Select(member => member.Key));
        Assert.Equal((Picture.Length, "a dot.png"), ((int)file["bytes"]!, (string?)file["filename"]));
        Assert.Equal(3600, (long)file["expires_at"]! - (long)file["created_at"]!);
        Assert.Equal("files.upload", (string?)emulator.Journal[0]["operation"]);
        Assert.Equal("other", (string?)emulator.Journal[0]["kind"]);
    }

    [Fact]
    public async Task Reference_OfItsAccountWhileItLives_IsFound()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var (_, file) = await UploadAsync(emulator, Form(Picture, ("expires_after[seconds]", "3600")));
        var body = $$"""{"model":"deepseek-flash","messages":[{"role":"user","content":[{"type":"file","file_id":"{{file["id"]}}"}]}]}""";

        var (found, _) = await emulator.AskAsync("/deepseek/chat/completions", body);
        var (foreign, _) = await emulator.AskAsync("/deepseek/chat/completions", body, ("Authorization", "Bearer sk-other"));
        emulator.Clock.Advance(TimeSpan.FromHours(1));
        var (late, _) = await emulator.AskAsync("/deepseek/chat/completions", body);

        Assert.Equal((200, 400, 400), (found, foreign, late));
    }

    [Theory]
    [InlineData("anthropic-version", 400)]
    [InlineData("anthropic-beta", 200)]
    public async Task Reference_InAnAnthropicMessage_NeedsTheBeta(string header, int expected)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var (_, file) = await UploadAsync(emulator, Form(Picture));

        var (status, _) = await emulator.AskAsync(
            "/deepseek/anthropic/v1/messages",
            $$$"""{"model":"claude-x","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"{{{file["id"]}}}"}}]}]}""",
            (header, "files-api-2025-04-14"));

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Upload_NoPicture_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (status, text) = await UploadAsync(emulator, Form("hello"u8.ToArray()));
        var (broken, _) = await UploadAsync(emulator, new StringContent("hello"));
        var (early, _) = await UploadAsync(emulator, Form(Picture, ("expires_after[seconds]", "60")));

        Assert.Equal((400, 400, 400), (status, broken, early));
        Assert.Equal("Only JPEG, PNG, GIF and WebP files can be uploaded", FormClient.ErrorOf(text));
    }

    private static MultipartFormDataContent Form(byte[] file, params (string Name, string Value)[] fields)
    {
        MultipartFormDataContent form = new() { { new ByteArrayContent(file), "file", "a dot.png" }, { new StringContent("user_data"), "purpose" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    private static async Task<(int Status, JsonNode Json)> UploadAsync(TestEmulator emulator, HttpContent content)
    {
        using var request = FormClient.Request("/deepseek/files", "");
        request.Content = content;
        using var reply = await emulator.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)reply.StatusCode, JsonNode.Parse(text)!);
    }
}
