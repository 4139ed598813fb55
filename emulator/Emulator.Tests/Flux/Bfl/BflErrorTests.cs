using static Emulator.Tests.Flux.Bfl.BflFlight;

namespace Emulator.Tests.Flux.Bfl;

/// <summary>What is refused, and in which words; the golden files hold whole bodies.</summary>
public sealed class BflErrorTests
{
    [Fact]
    public async Task Requests_InEveryWayThatIsRefused_AnswerInFastApisEnvelope()
    {
        await using var emulator = await StartAsync($"{Times}, limits: []");
        Transcript said = new(emulator);

        await said.Note("no key").PostAsync(Pro, Cat);
        await said.Note("credits without a key").GetAsync("/flux/v1/credits");
        said.KeyHeader = "x-key: an-invalid-key";
        await said.Note("wrong key").PostAsync(Pro, Cat);
        said.KeyHeader = "x-key: Bearer bfl";
        await said.Note("malformed key").PostAsync(Pro, Cat);
        said.KeyHeader = "x-key: bfl";
        await said.Note("several violations").PostAsync(Pro, """{"prompt":1,"width":1441,"height":1472,"prompt_upsampling":"maybe","seed":1.5,"safety_tolerance":7,"output_format":"gif","webhook_url":"hook"}""");
        await said.Note("no prompt").PostAsync("/flux/v1/flux-2-max", """{"width":0,"safety_tolerance":6}""");
        await said.Note("more than 4 MP").PostAsync("/flux/v1/flux-2-max", """{"prompt":"a","width":2048,"height":2064}""");
        await said.Note("floats out of range").PostAsync("/flux/v1/flux-dev", """{"prompt":"a","guidance":9,"steps":51}""");
        await said.Note("ratio that is none").PostAsync("/flux/v1/flux-kontext-pro", """{"prompt":"a","aspect_ratio":"wide"}""");
        await said.Note("ratio out of range").PostAsync("/flux/v1/flux-pro-1.1-ultra", """{"aspect_ratio":"22:9"}""");
        await said.Note("not JSON").PostAsync(Pro, "prompt");
        await said.Note("cut JSON").PostAsync(Pro, """{"prompt":"a""");
        await said.Note("no body").PostAsync(Pro, "");
        await said.Note("a list").PostAsync(Pro, "[]");
        await said.Note("50 MB").PostAsync(Pro, new string(' ', 50_000_000));
        await said.Note("poll without id").GetAsync("/flux/v1/get_result");
        await said.Note("unknown task").GetAsync("/flux/v1/get_result?id=none");
        await said.Note("unknown picture").GetAsync("/flux/delivery/results/none/sample.png");
        await said.Note("wrong method").GetAsync(Pro);
        await said.Note("unknown model").PostAsync("/flux/v1/flux-kontext", Cat);

        Golden.Check(said.ToString(), "errors.txt");
    }

    [Fact]
    public async Task Fields_WithEveryViolation_AreNamedInPydanticsWords()
    {
        await using var emulator = await StartAsync($"{Times}, limits: []");
        var said = Talk(emulator);
        (string Model, string Body)[] wrong =
        [
            ("flux-pro-1.1", """{"width":128}"""),
            ("flux-pro-1.1", """{"width":1472}"""),
            ("flux-pro-1.1", """{"width":300}"""),
            ("flux-pro-1.1", """{"width":"wide"}"""),
            ("flux-pro-1.1", """{"width":1024.5}"""),
            ("flux-pro-1.1", """{"width":[1024]}"""),
            ("flux-pro-1.1", """{"width":null}"""),
            ("flux-pro-1.1", """{"image_prompt":7}"""),
            ("flux-dev", """{"prompt":null}"""),
            ("flux-dev", """{"prompt":"a","guidance":"much"}"""),
            ("flux-dev", """{"prompt":"a","guidance":{}}"""),
            ("flux-dev", """{"prompt":"a","guidance":1.25}"""),
            ("flux-dev", """{"prompt":"a","prompt_upsampling":[]}"""),
            ("flux-pro-1.1-ultra", """{"raw":"perhaps","image_prompt_strength":1.5}"""),
            ("flux-kontext-pro", """{"aspect_ratio":"1:1"}"""),
            ("flux-2-pro", """{"prompt":"a","height":32,"output_format":"GIF"}"""),
            ("flux-2-flex", """{"prompt":"a","steps":0,"guidance":10.5}"""),
            ("flux-2-klein-9b", """{"prompt":"a","safety_tolerance":-1}"""),
            ("flux-pro-1.0-fill", """{"prompt":"a","steps":14}"""),
            ("flux-pro-1.0-expand", """{"image":null,"top":2049,"left":-1}"""),
            ("flux-pro-1.1-ultra-finetuned", """{"prompt":"a","finetune_strength":2.1}"""),
            ("flux-pro-1.0-fill-finetuned", """{"finetune_id":1,"image":"http://example.com/a.png"}"""),
            ("flux-pro-1.1", """{"webhook_url":"ftp://example.com"}"""),
            ("flux-pro-1.1", """{"webhook_url":""}"""),
            ("flux-pro-1.1", $$"""{"webhook_url":"https://example.com/{{new string('a', 2064)}}"}"""),
            ("flux-2-pro", """{"prompt":"a","input_image":"not base64!"}"""),
            ("flux-2-pro", """{"prompt":"a","input_image_2":"https://pictures.invalid/a.png"}"""),
            ("flux-2-pro", $$"""{"prompt":"a","input_image":"{{Png(5000, 4001)}}"}"""),
            ("flux-pro-1.0-fill", $$"""{"image":"{{Png(512, 512)}}","mask":"{{Png(512, 256)}}"}"""),
        ];

        foreach (var (model, body) in wrong)
        {
            await said.PostAsync($"/flux/v1/{model}", body);
        }

        Golden.Check(said.ToString(), "violations.txt");
    }

    [Fact]
    public async Task BadPicture_WhereTheScenarioSaysSo_FailsTheTaskInstead()
    {
        await using var emulator = await StartWithAsync("badImages: fail, statuses: {failed: failed, failureDetails: {reason: undecodable}}");

        var polled = await FinishAsync(emulator, Talk(emulator), "flux-2-pro", """{"prompt":"a","input_image":"not base64!"}""");

        Assert.Equal("Failed", (string?)polled["status"]);
        Assert.Equal("""{"reason":"undecodable"}""", polled["details"]!.ToJsonString());
    }

    [Fact]
    public async Task Picture_Of21Megabytes_IsRefused()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);

        var answer = await said.PostAsync("/flux/v1/flux-2-pro", $$"""{"prompt":"a","input_image":"{{Png(64, 64, 21 << 20)}}"}""");

        Assert.Contains("\"msg\":\"Value error, image must not exceed 20 MB\"", answer, StringComparison.Ordinal);
    }
}
