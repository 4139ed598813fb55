using System.Buffers.Binary;
using Emulator.Network;
using Microsoft.Playwright;

namespace Emulator.BrowserTests;

/// <summary>How the page looks: on a desk and on a phone, by day and by night; and who may look at all.</summary>
public sealed class LookTests(ChromiumFixture chromium)
{
    private const int PictureBytes = 300 * 1024;

    private static readonly ViewportSize Desk = new() { Width = 1200, Height = 800 };

    private static readonly string[] Prompts = ["a lighthouse at dusk", "a glass of tea", "hills in fog", "a quiet harbour"];

    private static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };

    /// <summary>The lowest contrast of any text with what is behind it (WCAG 2), and where it is.</summary>
    private const string LowestContrast =
        """
        () => {
          const parse = (color) => color.match(/[\d.]+/g).map(Number);
          const part = (c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
          const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
          const behind = (node) => {
            for (; node; node = node.parentElement) {
              const color = parse(getComputedStyle(node).backgroundColor);
              if (color.length === 3 || color[3] > 0) return color;
            }
            return [255, 255, 255];
          };
          let lowest = [99, ''];
          for (const node of document.querySelectorAll('body *')) {
            const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== '');
            if (!own || node.getClientRects().length === 0 || node.disabled) continue;
            const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
            const contrast = (a + 0.05) / (b + 0.05);
            if (contrast < lowest[0]) lowest = [contrast, `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}`];
          }
          return `${lowest[0].toFixed(2)} ${lowest[1]}`;
        }
        """;

    [Theory]
    [InlineData(ColorScheme.Light, "page.png")]
    [InlineData(ColorScheme.Dark, null)]
    public async Task Desk_WhileTheWindowIsFull_IsReadable(ColorScheme scheme, string? picture)
    {
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(
            chromium, server, options: new BrowserNewContextOptions { ViewportSize = Desk, ColorScheme = scheme });

        await FillAsync(server, page);

        AssertReadable(await page.Page.EvaluateAsync<string>(LowestContrast));
        var isDark = await page.Page.EvaluateAsync<bool>("() => Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]) < 128");
        Assert.Equal(scheme == ColorScheme.Dark, isDark);
        await AssertPictureAsync(page, Desk, picture);
        page.IsClean();
    }

    [Theory]
    [InlineData(ColorScheme.Dark, "page-phone.png")]
    [InlineData(ColorScheme.Light, null)]
    public async Task Phone_WithEverythingOnThePage_HasNoHorizontalScroll(ColorScheme scheme, string? picture)
    {
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(chromium, server, options: new BrowserNewContextOptions
        {
            ViewportSize = Phone,
            ColorScheme = scheme,
            HasTouch = true,
            IsMobile = true,
        });

        await FillAsync(server, page);
        await AssertPictureAsync(page, Phone, picture);
        await server.ControlAsync(
            "POST", "faults", $$"""{"dialect": "DeepSeek/Chat", "fault": "delay", "delay": "1ms", "promptContains": "{{new string('y', 200)}}"}""");
        await server.ChatAsync(new string('z', 100), model: new string('m', 300));
        await LivePage.CountsAsync(page.Find("#rows tr"), 45);
        await LivePage.CountsAsync(page.Find("#rules li"), 1);

        var widths = await page.Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, window.innerWidth]");
        Assert.Equal([Phone.Width, Phone.Width], widths);
        AssertReadable(await page.Page.EvaluateAsync<string>(LowestContrast));
        page.IsClean();
    }

    [Fact]
    public async Task Page_OfAServerWithAToken_OpensWithItOnceAndKeepsItOutOfTheAddress()
    {
        const string Token = "correct-horse-battery";
        await using var server = await PageServer.StartAsync(change: settings =>
            settings with { Network = new NetworkSettings { ControlToken = ControlToken.Given(Token) } });
        await using var page = await LivePage.OpenAsync(chromium, server);
        Assert.Contains("control needs the token", await page.Find("body").InnerTextAsync(), StringComparison.Ordinal);

        await page.Page.GotoAsync($"{server.Address}?token={Token}");
        await page.IsLiveAsync();
        await server.ChatAsync("call-one");

        await LivePage.CountsAsync(page.Find("#rows tr"), 1);
        Assert.Equal(server.Address.AbsoluteUri, page.Page.Url);
        Assert.DoesNotContain(Token, await page.Page.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>Some jobs with pictures, a full window and refusals.</summary>
    private static async Task FillAsync(PageServer server, LivePage page)
    {
        await page.IsLiveAsync();
        foreach (var (number, prompt) in Prompts.Index())
        {
            await server.SubmitAsync(prompt, 512 + (128 * number), 512);
        }

        await server.ControlAsync("PATCH", "clock", """{"advance": "60s"}""");
        await SendAsync(server, page, "first", 10);
        await server.ControlAsync("PATCH", "clock", """{"advance": "60s"}""");
        await LivePage.SaysAsync(page.Window("minute").Locator(".used"), "0");
        await SendAsync(server, page, "then", 30);
        await LivePage.SaysAsync(page.Find("#refusals"), "10");
        await LivePage.CountsAsync(page.Find(".job-state.ready"), 4);
    }

    /// <summary>In steps, so that the chart has some.</summary>
    private static async Task SendAsync(PageServer server, LivePage page, string name, int many)
    {
        for (var sent = 0; sent < many; sent += 5)
        {
            await Task.WhenAll(Enumerable.Range(sent, 5).Select(number => server.ChatAsync($"{name}-{number}")));
            await LivePage.SaysAsync(page.Window("minute").Locator(".used"), $"{Math.Min(sent + 5, 20)}");
        }
    }

    private static async Task AssertPictureAsync(LivePage page, ViewportSize size, string? name)
    {
        await page.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await page.Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.picture img')].every((one) => one.getBoundingClientRect().top > innerHeight || one.naturalWidth > 0)");
        var picture = await page.Page.ScreenshotAsync(new PageScreenshotOptions { Scale = ScreenshotScale.Css });

        Assert.Equal(size.Width, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)));
        Assert.Equal(size.Height, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)));
        Assert.InRange(picture.Length, 20 * 1024, PictureBytes);
        if (name is not null && Environment.GetEnvironmentVariable("GOLDEN_ACCEPT") == "1")
        {
            Directory.CreateDirectory(RepositoryRoot.File("docs"));
            await File.WriteAllBytesAsync(RepositoryRoot.File("docs", name), picture, TestContext.Current.CancellationToken);
        }
    }

    private static void AssertReadable(string lowest) => Assert.True(
        double.Parse(lowest.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) >= 4.5, $"The lowest contrast is {lowest}");
}
