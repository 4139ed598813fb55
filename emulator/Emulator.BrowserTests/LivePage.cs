using Microsoft.Playwright;

namespace Emulator.BrowserTests;

/// <summary>The page in a browser of its own, with everything that it ought not to do written down.</summary>
internal sealed class LivePage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly List<string> _foreign = [];

    private LivePage(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != address.Authority)
            {
                _foreign.Add(request.Url);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>What the console said against the page.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<LivePage> OpenAsync(
        ChromiumFixture chromium, PageServer server, string path = "/", BrowserNewContextOptions? options = null)
    {
        var context = await chromium.Browser.NewContextAsync(
            options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        context.SetDefaultTimeout(20_000);
        LivePage opened = new(context, await context.NewPageAsync(), server.Address);
        await opened.Page.GotoAsync(new Uri(server.Address, path).AbsoluteUri);
        return opened;
    }

    public ILocator Find(string selector) => Page.Locator(selector);

    /// <summary>The card of a limit's window.</summary>
    public ILocator Window(string limit) => Page.Locator($"[data-limit='{limit}']");

    public ILocator Row(string text) => Page.Locator("#rows tr", new PageLocatorOptions { HasText = text });

    /// <summary>Waits until an element says exactly this.</summary>
    public static Task SaysAsync(ILocator element, string text) => Assertions.Expect(element).ToHaveTextAsync(text, new() { Timeout = 20_000 });

    public static Task ContainsAsync(ILocator element, string text) => Assertions.Expect(element).ToContainTextAsync(text, new() { Timeout = 20_000 });

    public static Task CountsAsync(ILocator elements, int count) => Assertions.Expect(elements).ToHaveCountAsync(count, new() { Timeout = 20_000 });

    /// <summary>Waits until the page is live, so that what is sent from now on reaches it as it is written.</summary>
    public Task IsLiveAsync() => SaysAsync(Find("#stream-state"), "Live.");

    /// <summary>Clicks, and waits for the answer of the control API to what that asked for.</summary>
    public Task ClickAsync(string selector, string method, string path) => Page.RunAndWaitForResponseAsync(
        () => Find(selector).ClickAsync(),
        answer => answer.Request.Method == method && answer.Url.EndsWith($"/__emulator/{path}", StringComparison.Ordinal) && answer.Ok);

    /// <summary>Whatever a test was about, the page was silent and asked nobody but its server.</summary>
    public void IsClean()
    {
        Assert.Empty(_complaints);
        Assert.Empty(_foreign);
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
