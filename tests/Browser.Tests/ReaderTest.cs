using System.Text.Json;
using Microsoft.Playwright;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Browser.Tests;

/// <summary>A reader of its own for each test. A failed test leaves a trace and a screenshot below artifacts/browser.</summary>
public abstract class ReaderTest(Chromium chromium) : IAsyncLifetime
{
    private IBrowserContext? _context;
    private IPage? _page;

    protected Chromium Chromium => chromium;

    protected abstract Publication Publication { get; }

    protected IBrowserContext Context => _context ?? throw new InvalidOperationException("Not started.");

    protected IPage Page => _page ?? throw new InvalidOperationException("Not started.");

    protected virtual BrowserNewContextOptions Options => new() { ViewportSize = new() { Width = 1280, Height = 800 } };

    public virtual async ValueTask InitializeAsync()
    {
        var options = Options;
        options.BaseURL = Publication.Url.AbsoluteUri;
        options.Locale = "ko-KR";
        _context = await chromium.Browser.NewContextAsync(options);
        _context.SetDefaultTimeout(10_000);
        await _context.Tracing.StartAsync(new());
        _page = await _context.NewPageAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_context is null)
        {
            return;
        }

        var test = TestContext.Current;
        if (test.TestState?.Result == TestResult.Failed && _page is not null)
        {
            var directory = Path.Combine(RepositoryRoot.Path, "artifacts", "browser");
            var name = string.Concat((test.Test?.TestDisplayName ?? "test").Split(Path.GetInvalidFileNameChars()));
            await _page.ScreenshotAsync(new() { Path = Path.Combine(directory, $"{name}.png") });
            await _context.Tracing.StopAsync(new() { Path = Path.Combine(directory, $"{name}.zip") });
        }

        await _context.DisposeAsync();
    }

    /// <summary>Opens a page and waits until it is live.</summary>
    protected async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'yes'");
    }

    protected async Task<JsonElement> EvaluateAsync(string script, object? argument = null) =>
        (await Page.EvaluateAsync(script, argument))!.Value;

    protected ILocator Said => Page.GetByTestId("announcements");

    protected ILocator Body => Page.Locator(".article-body > *");
}
