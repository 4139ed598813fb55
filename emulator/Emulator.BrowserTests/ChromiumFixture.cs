using Microsoft.Playwright;

namespace Emulator.BrowserTests;

/// <summary>The machine's own Chromium, started once for all tests.</summary>
#pragma warning disable CA1515 // test classes are public, and so must be what they are given
public sealed class ChromiumFixture : IAsyncLifetime
#pragma warning restore CA1515
{
    private const string Variable = "CHROMIUM_PATH";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser; a test is skipped where there is none.</summary>
    internal IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(
                _browser is null, $"There is no Chromium here: install one (apt-get install chromium), or let {Variable} name it.");
            return _browser;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (FindChromium() is { } path)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? FindChromium() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? given
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
