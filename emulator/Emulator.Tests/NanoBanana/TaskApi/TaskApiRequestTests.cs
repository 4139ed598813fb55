namespace Emulator.Tests.NanoBanana.TaskApi;

/// <summary>What each endpoint takes and refuses, a refusal naming the field.</summary>
public sealed class TaskApiRequestTests
{
    [Theory]
    [InlineData("generate", "[]", "the body must be a JSON object")]
    [InlineData("generate", "{}", "prompt is required")]
    [InlineData("generate", """{"prompt":""}""", "prompt must be a non-empty string")]
    [InlineData("generate", """{"prompt":7}""", "prompt must be a non-empty string")]
    [InlineData("generate", """{"prompt":"a"}""", "type is required")]
    [InlineData("generate", """{"prompt":"a","type":"TEXTTOIMAGE"}""", "type must be one of TEXTTOIAMGE, IMAGETOIAMGE")]
    [InlineData("generate", """{"prompt":"a","type":"IMAGETOIAMGE"}""", "imageUrls is required for IMAGETOIAMGE")]
    [InlineData("generate", """{"prompt":"a","type":"TEXTTOIAMGE","numImages":0}""", "numImages must be an integer from 1 to 4")]
    [InlineData("generate", """{"prompt":"a","type":"TEXTTOIAMGE","numImages":5}""", "numImages must be an integer from 1 to 4")]
    [InlineData("generate", """{"prompt":"a","type":"TEXTTOIAMGE","numImages":"2"}""", "numImages must be an integer from 1 to 4")]
    [InlineData("generate", """{"prompt":"a","type":"TEXTTOIAMGE","image_size":"auto"}""", "image_size must be one of 1:1, 9:16, 16:9, 3:4, 4:3, 3:2, 2:3, 5:4, 4:5, 21:9")]
    [InlineData("generate", """{"prompt":"a","type":"TEXTTOIAMGE","watermark":1}""", "watermark must be a string")]
    [InlineData("generate", """{"prompt":"a","type":"TEXTTOIAMGE","callBackUrl":"hook"}""", "callBackUrl must be a URL")]
    [InlineData("generate", """{"prompt":"a","type":"IMAGETOIAMGE","imageUrls":"https://a.example"}""", "imageUrls must be an array of URLs")]
    [InlineData("generate", """{"prompt":"a","type":"IMAGETOIAMGE","imageUrls":["https://a.example","b"]}""", "imageUrls[1] must be a URL")]
    [InlineData("generate-2", """{"prompt":"a","aspectRatio":"2:1"}""", "aspectRatio must be one of 1:1, 1:4, 1:8, 2:3, 3:2, 3:4, 4:1, 4:3, 4:5, 5:4, 8:1, 9:16, 16:9, 21:9, auto")]
    [InlineData("generate-2", """{"prompt":"a","resolution":"1k"}""", "resolution must be one of 1K, 2K, 4K")]
    [InlineData("generate-2", """{"prompt":"a","outputFormat":"jpeg"}""", "outputFormat must be one of png, jpg")]
    [InlineData("generate-2", """{"prompt":"a","googleSearch":"yes"}""", "googleSearch must be a boolean")]
    [InlineData("generate-pro", """{"prompt":"a","aspectRatio":"1:4"}""", "aspectRatio must be one of 1:1, 2:3, 3:2, 3:4, 4:3, 4:5, 5:4, 9:16, 16:9, 21:9, auto")]
    public async Task Submit_AgainstTheRules_IsCode400AndNamesTheField(string endpoint, string body, string complaint)
    {
        await using var talk = await TaskApiTalk.StartAsync();

        var answer = await talk.PostAsync(endpoint, body);

        Assert.Equal((400, $$"""{"code":400,"msg":"{{complaint}}","data":null}"""), answer);
    }

    [Theory]
    [InlineData("generate", """{"prompt":"a","type":"TEXTTOIAMGE","callBackUrl":"","image_size":null,"unknown":1}""")]
    [InlineData("generate", """{"prompt":"a","type":"IMAGETOIAMGE","imageUrls":["http://a.example/1.png"],"watermark":""}""")]
    [InlineData("generate-2", """{"prompt":"a","imageUrls":[],"googleSearch":false}""")]
    [InlineData("generate-pro", """{"prompt":"a","outputFormat":"anything, as it is not one of its fields"}""")]
    public async Task Submit_WhatNobodyForbids_IsTaken(string endpoint, string body)
    {
        await using var talk = await TaskApiTalk.StartAsync();

        Assert.Equal(200, (await talk.PostAsync(endpoint, body)).Status);
    }

    [Theory]
    [InlineData("generate-2", 14, 200)]
    [InlineData("generate-2", 15, 400)]
    [InlineData("generate-pro", 8, 200)]
    [InlineData("generate-pro", 9, 400)]
    public async Task Submit_ReferenceImages_HaveTheModelsMaximum(string endpoint, int images, int status)
    {
        await using var talk = await TaskApiTalk.StartAsync();
        var urls = string.Join(',', Enumerable.Range(0, images).Select(number => $"\"https://example.com/{number}.png\""));

        Assert.Equal(status, (await talk.PostAsync(endpoint, $$"""{"prompt":"a","imageUrls":[{{urls}}]}""")).Status);
    }

    [Theory]
    [InlineData("generate-2", 20_000, 200)]
    [InlineData("generate-2", 20_001, 400)]
    [InlineData("generate-pro", 20_001, 200)]
    public async Task Submit_Prompt_HasTheModelsMaximum(string endpoint, int characters, int status)
    {
        await using var talk = await TaskApiTalk.StartAsync();

        Assert.Equal(status, (await talk.PostAsync(endpoint, $$"""{"prompt":"{{new string('a', characters)}}"}""")).Status);
    }

    [Theory]
    [InlineData("generate", """{"prompt":"a","type":"TEXTTOIAMGE"}""", 400)]
    [InlineData("generate-2", """{"prompt":"a"}""", 200)]
    [InlineData("generate-pro", """{"prompt":"a"}""", 400)]
    public async Task Submit_WithoutCallback_IsRefusedWhereAScenarioIsStrict(string endpoint, string body, int status)
    {
        await using var talk = await TaskApiTalk.StartAsync("provider: {requiresCallbackUrl: true}");

        Assert.Equal(status, (await talk.PostAsync(endpoint, body)).Status);
    }

    [Fact]
    public async Task Submit_SearchSwitch_HasTheNameThatAScenarioGivesIt()
    {
        await using var talk = await TaskApiTalk.StartAsync("provider: {searchKey: webSearch}");

        var (_, body) = await talk.PostAsync("generate-2", """{"prompt":"a","googleSearch":1,"webSearch":1}""");

        Assert.Equal("""{"code":400,"msg":"webSearch must be a boolean","data":null}""", body);
    }
}
