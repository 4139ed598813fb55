using System.Net;

namespace Emulator.BrowserTests;

/// <summary>The switches, knobs and buttons of the page do what they say.</summary>
public sealed class SwitchTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task Switch_OnAndOff_BreaksTheNextRequestAndHealsIt()
    {
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(chromium, server);
        await page.IsLiveAsync();

        await page.ClickAsync("#switches label:has-text('503')", "POST", "faults");
        var broken = await server.ChatAsync("call-broken");
        await LivePage.SaysAsync(page.Row("refuse").Locator(".status"), "503");
        await LivePage.SaysAsync(page.Find("#fault-dialect option").First, "DeepSeek/Chat (1 on)");
        await page.ClickAsync("#switches label:has-text('503')", "PATCH", "faults");
        var healed = await server.ChatAsync("call-healed");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (broken, healed));
        await LivePage.CountsAsync(page.Find("#rows .s2"), 1);
        await LivePage.SaysAsync(page.Find("#fault-dialect option").First, "DeepSeek/Chat");
        page.IsClean();
    }

    [Fact]
    public async Task Switch_OfTheScenariosOwnRule_TurnsItOff()
    {
        await using var server = await PageServer.StartAsync();
        await server.ControlAsync("POST", "faults", """{"dialect": "DeepSeek/Chat", "fault": "refuse", "status": 418, "promptContains": "hello"}""");
        await using var page = await LivePage.OpenAsync(chromium, server);
        var rule = page.Find("#rules label");
        await LivePage.SaysAsync(rule, "refuse, status 418, promptContains hello");

        var before = await server.ChatAsync("call-before");
        await page.ClickAsync("#rules label", "PATCH", "faults");
        var after = await server.ChatAsync("call-after");

        Assert.Equal(((HttpStatusCode)418, HttpStatusCode.OK), (before, after));
        page.IsClean();
    }

    [Fact]
    public async Task FailureRate_All_RefusesEveryAttemptUntilTheScenarioIsReset()
    {
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(chromium, server);
        await LivePage.ContainsAsync(page.Find("#switches"), "503");

        await page.Page.RunAndWaitForResponseAsync(
            () => page.Find("#failure").FillAsync("100"), answer => answer.Request.Method == "PATCH" && answer.Ok);
        var refused = await server.ChatAsync("call-refused");
        await LivePage.SaysAsync(page.Find("#failure-text"), "100 %");
        await page.ClickAsync("[data-reset='scenario']", "POST", "reset");
        var granted = await server.ChatAsync("call-granted");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (refused, granted));
        page.IsClean();
    }

    [Fact]
    public async Task Reset_OfTheJournal_EmptiesTheRowsAndLeavesTheWindow()
    {
        await using var server = await PageServer.StartAsync();
        await server.ControlAsync("PATCH", "clock", """{"frozen": true}""");
        await using var page = await LivePage.OpenAsync(chromium, server);
        await server.ChatAsync("call-one");
        await LivePage.CountsAsync(page.Find("#rows tr"), 1);

        await page.ClickAsync("[data-reset='journal']", "POST", "reset");

        await LivePage.CountsAsync(page.Find("#rows tr"), 0);
        await LivePage.SaysAsync(page.Find("#total"), "0");
        await LivePage.SaysAsync(page.Window("minute").Locator(".used"), "1");
        page.IsClean();
    }

    [Fact]
    public async Task Job_WhenReady_ShowsItsPictureAtItsSize()
    {
        await using var server = await PageServer.StartAsync();
        await server.ControlAsync("PATCH", "clock", """{"frozen": true}""");
        await using var page = await LivePage.OpenAsync(chromium, server);
        await server.SubmitAsync("a lighthouse at dusk", 1024, 768);
        await LivePage.ContainsAsync(page.Find("#jobs-count"), "1 at work");

        await page.ClickAsync("[data-advance='60s']", "PATCH", "clock");
        await LivePage.SaysAsync(page.Find(".job-state"), "ready");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('.picture img')?.naturalWidth > 0");
        await page.Find(".picture").ClickAsync();

        var size = await page.Page.EvaluateAsync<int[]>(
            "() => { const picture = document.querySelector('#detail img'); return [picture.naturalWidth, picture.naturalHeight]; }");
        Assert.Equal([1024, 768], size);
        await page.Page.Keyboard.PressAsync("Escape");
        await LivePage.CountsAsync(page.Find("#detail[open]"), 0);
        page.IsClean();
    }
}
