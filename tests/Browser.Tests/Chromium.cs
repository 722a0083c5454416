using Microsoft.Playwright;
using Sokbo.Fixtures;

namespace Sokbo.Browser.Tests;

/// <summary>
/// Debian's Chromium and two publications for all tests of this assembly: one that tests share and that they use one after
/// another, and one on which each has a site of its own.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        // Its own name has Headless in it, and robots are counted apart. The driver's way of giving it another one misses
        // what a page sends while it leaves.
        "--user-agent=" + BrowserAgent.Chrome,
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Publication? _shared;
    private Publication? _sites;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("Not started.");

    public Publication Shared => _shared ?? throw new InvalidOperationException("Not started.");

    public Publication Sites => _sites ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Executable), $"{Executable} is missing: install Debian's package chromium.");
        var shared = Publication.StartAsync();
        var sites = Publication.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Arguments });
        _shared = await shared;
        _sites = await sites;
    }

    /// <summary>Another browser, with arguments of its own and without some of those that the driver gives it.</summary>
    public Task<IBrowser> LaunchAsync(IEnumerable<string>? with = null, IEnumerable<string>? without = null) =>
        _playwright!.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = [.. Arguments, .. with ?? []], IgnoreDefaultArgs = without });

    /// <summary>A browser without the driver, with this page.</summary>
    internal static Task<LoneBrowser> StartAloneAsync(string address) => LoneBrowser.StartAsync(Executable, Arguments, address);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        foreach (var publication in new[] { _shared, _sites }.OfType<Publication>())
        {
            await publication.DisposeAsync();
        }
    }
}
