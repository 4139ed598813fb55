namespace Emulator.BrowserTests;

/// <summary>A limit's window on the page fills to the limit and not beyond, and empties with the clock.</summary>
public sealed class WindowTests(ChromiumFixture chromium)
{
    private const int Permitted = 20;

    /// <summary>Writes down every number that the page ever shows as used.</summary>
    private const string Record =
        """
        () => {
          window.shown = [];
          new MutationObserver(() => document.querySelectorAll("[data-limit='minute'] .used")
            .forEach((used) => window.shown.push(Number(used.textContent))))
            .observe(document.getElementById('windows'), { subtree: true, childList: true });
        }
        """;

    /// <summary>How high the chart of use rises, and where its limit is; the smaller, the higher.</summary>
    private const string Heights =
        """
        () => {
          const chart = document.querySelector("[data-limit='minute'] svg");
          const top = (part) => Math.min(...[...chart.querySelector(part).getAttribute('d').matchAll(/(?:M[\d.]+ |V)([\d.]+)/g)].map((y) => Number(y[1])));
          return [top('.line'), top('.permitted')];
        }
        """;

    [Fact]
    public async Task Window_UnderLoad_FillsToTheLimitAndNotBeyond()
    {
        await using var server = await PageServer.StartAsync();
        await server.ControlAsync("PATCH", "clock", """{"frozen": true}""");
        await using var page = await LivePage.OpenAsync(chromium, server);
        await page.IsLiveAsync();
        await page.Page.EvaluateAsync(Record);

        for (var sent = 0; sent < 100;)
        {
            await Task.WhenAll(Enumerable.Range(sent, 10).Select(number => server.ChatAsync($"call-{number}")));
            sent += 10;
            await LivePage.SaysAsync(page.Window("minute").Locator(".used"), $"{Math.Min(sent, Permitted)}");
            await LivePage.SaysAsync(page.Find("#total"), $"{sent}");
        }

        var shown = await page.Page.EvaluateAsync<int[]>("() => window.shown");
        var heights = await page.Page.EvaluateAsync<double[]>(Heights);
        Assert.All(shown, used => Assert.InRange(used, 0, Permitted));
        Assert.Contains(Permitted, shown);
        Assert.Contains(shown, used => used is > 0 and < Permitted);
        Assert.Equal(heights[1], heights[0]);
        await LivePage.SaysAsync(page.Window("minute").Locator(".peak"), "highest 20");
        await LivePage.ContainsAsync(page.Window("minute").Locator(".free"), "FULL, next free in 1 min 0 s");
        await LivePage.SaysAsync(page.Find("#refusals"), "80");
        await LivePage.CountsAsync(page.Find("#rows .s2"), Permitted);
        await LivePage.CountsAsync(page.Row("limit minute (20 requests"), 80);
        page.IsClean();
    }

    [Fact]
    public async Task Window_AfterTheClockWasAdvanced_IsEmpty()
    {
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(chromium, server);
        await page.ClickAsync("#freeze", "PATCH", "clock");
        await LivePage.ContainsAsync(page.Find("#clock-state"), "frozen");
        await Task.WhenAll(Enumerable.Range(0, Permitted).Select(number => server.ChatAsync($"call-{number}")));
        await LivePage.SaysAsync(page.Window("minute").Locator(".used"), $"{Permitted}");

        await page.ClickAsync("[data-advance='1s']", "PATCH", "clock");
        await LivePage.ContainsAsync(page.Window("minute").Locator(".free"), "next free in 59.0 s");
        await page.ClickAsync("[data-advance='60s']", "PATCH", "clock");
        await LivePage.SaysAsync(page.Window("minute").Locator(".used"), "0");

        await LivePage.SaysAsync(page.Window("minute").Locator(".free"), "20 free");
        await LivePage.SaysAsync(page.Window("minute").Locator(".peak"), "highest 20");
        Assert.Equal(System.Net.HttpStatusCode.OK, await server.ChatAsync("one-more"));
        page.IsClean();
    }

    [Fact]
    public async Task Windows_OfMoreKeysThanFit_AreTheFullestAndTheRestIsCounted()
    {
        await using var server = await PageServer.StartAsync();
        await server.ControlAsync("PATCH", "clock", """{"frozen": true}""");
        await using var page = await LivePage.OpenAsync(chromium, server);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => server.ChatAsync($"call-{number}", $"sk-{number}")));

        await LivePage.CountsAsync(page.Find(".window"), 12);
        await LivePage.ContainsAsync(page.Find("#windows-more"), "The fullest are shown, and ");
        page.IsClean();
    }
}
