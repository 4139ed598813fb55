using System.Globalization;
using Microsoft.Playwright;

namespace Emulator.BrowserTests;

/// <summary>Requests on the page as they come: many, hostile, of another run, and after the server was away.</summary>
public sealed class StreamTests(ChromiumFixture chromium)
{
    private const string Hostile = "<script>window.broken=1</script><img src=x onerror=window.broken=1>";

    /// <summary>Keeps the page's stream, so that a test can send lines faster than a server here could.</summary>
    private const string CatchTheStream =
        "window.EventSource = class extends EventSource { constructor(address) { super(address); window.stream = this; } };";

    [Fact]
    public async Task Rows_OfABurst_StayFewAndSayHowManyMadeWay()
    {
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(chromium, server);
        await page.IsLiveAsync();

        for (var sent = 0; sent < 1000; sent += 20)
        {
            await Task.WhenAll(Enumerable.Range(sent, 20).Select(number => server.ChatAsync($"call-{number}")));
        }

        await LivePage.CountsAsync(page.Find("#rows tr"), 300);
        await LivePage.SaysAsync(page.Find("#dropped"), "700 older rows made way; the journal has them.");
        page.IsClean();
    }

    [Fact]
    public async Task Rows_OfMoreThanAnyServerSends_AreCountedWhereTheyAreNotShown()
    {
        await using var server = await PageServer.StartAsync();
        await server.ChatAsync("call-one");
        await using var page = await LivePage.OpenAsync(chromium, server);
        await page.Page.AddInitScriptAsync(CatchTheStream);
        await page.Page.ReloadAsync();
        await page.IsLiveAsync();

        await page.Page.EvaluateAsync(
            """
            () => {
              const line = document.querySelector('#rows tr').line;
              for (let i = 0; i < 20000; i++) window.stream.dispatchEvent(new MessageEvent('message', { data: line }));
              window.stream.dispatchEvent(new MessageEvent('lost', { data: '{"lines":7}' }));
            }
            """);

        await LivePage.SaysAsync(
            page.Find("#dropped"),
            "19,701 older rows made way; the journal has them. 7 lines came too fast for this page; the journal has them.");
        await LivePage.CountsAsync(page.Find("#rows tr"), 300);
        page.IsClean();
    }

    [Fact]
    public async Task Rows_PausedFilteredAndOpened_DoWhatTheyAreTold()
    {
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(chromium, server);
        await page.IsLiveAsync();
        await server.ChatAsync("call-one");
        await server.ChatAsync("call-two", model: "no-such-model");
        await LivePage.CountsAsync(page.Find("#rows tr"), 2);

        await page.Find("#filter-status").SelectOptionAsync("4");
        await LivePage.CountsAsync(page.Find("#rows tr"), 1);
        await page.Find("#filter-status").SelectOptionAsync("");
        await page.Find("#filter-text").FillAsync("CALL-ONE");
        await LivePage.CountsAsync(page.Find("#rows tr"), 1);
        await page.Find("#rows button").PressAsync("Enter");
        await LivePage.ContainsAsync(page.Find("#detail pre"), "\"call\": \"call-one\"");
        await page.Find("#detail-close").ClickAsync();
        await page.Find("#filter-text").FillAsync("");
        await page.Find("#pause").ClickAsync();
        await server.ChatAsync("call-three");
        await LivePage.SaysAsync(page.Find("#total"), "3");

        await LivePage.CountsAsync(page.Find("#rows tr"), 2);
        await page.Find("#pause").ClickAsync();
        await LivePage.CountsAsync(page.Find("#rows tr"), 3);
        page.IsClean();
    }

    [Fact]
    public async Task Texts_ThatAreMarkup_AreOnlyTexts()
    {
        await using var server = await PageServer.StartAsync($"\"{Hostile}\"");
        await server.ControlAsync("POST", "faults", $$"""{"dialect": "DeepSeek/Chat", "fault": "delay", "delay": "1ms", "promptContains": "{{Hostile}}"}""");
        await using var page = await LivePage.OpenAsync(chromium, server);
        await page.IsLiveAsync();

        await server.ChatAsync(Hostile, model: Hostile);
        await server.SubmitAsync(Hostile, 256, 256);
        await LivePage.CountsAsync(page.Find("#rows tr"), 2);
        await page.Row("/deepseek/").ClickAsync();

        await LivePage.ContainsAsync(page.Find("#detail pre"), Hostile);
        await LivePage.ContainsAsync(page.Find("#scenario"), Hostile);
        await LivePage.ContainsAsync(page.Find("#rules"), Hostile);
        Assert.Equal(1, await page.Find("script").CountAsync());
        Assert.Equal(0, await page.Find("img[src='x']").CountAsync());
        Assert.False(await page.Page.EvaluateAsync<bool>("() => 'broken' in window"));
        page.IsClean();
    }

    [Fact]
    public async Task Run_OfAnAddress_ShowsOnlyItsOwnRequests()
    {
        await using var server = await PageServer.StartAsync();
        await server.ChatAsync("call-everybodys");
        await server.ChatAsync("call-mine", prefix: "/@shard-7");
        await using var page = await LivePage.OpenAsync(chromium, server, "/@shard-7/");
        await page.IsLiveAsync();

        await LivePage.SaysAsync(page.Find("#total"), "1");
        await LivePage.CountsAsync(page.Find("#rows tr"), 1);
        await LivePage.CountsAsync(page.Find("#run option"), 2);
        await page.Find("#run").SelectOptionAsync("");

        await Assertions.Expect(page.Page).ToHaveURLAsync(server.Address.AbsoluteUri);
        await LivePage.CountsAsync(page.Find("#rows tr"), 1);
        await page.Row("/deepseek/").ClickAsync();
        await LivePage.ContainsAsync(page.Find("#detail pre"), "call-everybodys");
        page.IsClean();
    }

    [Fact]
    public async Task Server_RestartedOnItsPort_IsFoundAgainAndSaidToBeNew()
    {
        var before = await PageServer.StartAsync();
        var port = before.Address.Port;
        await using var page = await LivePage.OpenAsync(chromium, before);
        await before.ChatAsync("call-before");
        await LivePage.CountsAsync(page.Find("#rows tr"), 1);

        await before.DisposeAsync();
        await LivePage.ContainsAsync(page.Find("#stream-state"), "trying again");
        await LivePage.SaysAsync(page.Find("#state"), "no connection");
        await using var after = await PageServer.StartAsync(change: settings => settings with { Port = port });

        await LivePage.SaysAsync(page.Find("#stream-state"), "Connected again; the server was restarted and begins anew.");
        await LivePage.CountsAsync(page.Find("#rows tr"), 0);
        await after.ChatAsync(string.Create(CultureInfo.InvariantCulture, $"call-{port}"));
        await LivePage.CountsAsync(page.Find("#rows tr"), 1);
        await LivePage.SaysAsync(page.Find("#state"), "healthy");
    }
}
