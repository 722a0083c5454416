using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

/// <summary>Debian's Chromium and one publication for all tests of this assembly. Each test reads articles of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        // Its own name has Headless in it, and robots are counted apart. The driver's way of giving it another one misses
        // what a page sends while it leaves.
        "--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Publication? _publication;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("Not started.");

    public Publication Publication => _publication ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Executable), $"{Executable} is missing: install Debian's package chromium.");
        var publication = Publication.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Arguments });
        _publication = await publication;
    }

    /// <summary>Another browser, with arguments of its own and without some of those that the driver gives it.</summary>
    public Task<IBrowser> LaunchAsync(IEnumerable<string>? with = null, IEnumerable<string>? without = null) =>
        _playwright!.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = [.. Arguments, .. with ?? []], IgnoreDefaultArgs = without });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_publication is not null)
        {
            await _publication.DisposeAsync();
        }
    }
}
