using System.Diagnostics;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Browser.Tests;

/// <summary>
/// A browser with one page that nobody drives. A driver stops each page before it begins and lets it go on, and one that is
/// prerendered it forgets now and then. What pages have to say they say to a server.
/// </summary>
internal sealed class LoneBrowser : IAsyncDisposable
{
    private const int AttemptsMax = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(20);

    private readonly ScratchDirectory _profile = new();
    private ChildProcess? _process;

    public static async Task<LoneBrowser> StartAsync(string executable, IEnumerable<string> arguments, string address)
    {
        var browser = new LoneBrowser();

        // Without the port it would end as soon as the page has loaded.
        string[] own = ["--headless", "--remote-debugging-port=0", $"--user-data-dir={browser._profile.Path}", address];
        browser._process = await ChildProcess.StartAsync("chromium", new ProcessStartInfo(executable, [.. arguments, .. own]));
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Terminate();
            await _process.ExitAsync(EndBound);
            await _process.DisposeAsync();
        }

        await ForgetAsync();
    }

    /// <summary>Its helpers end after it, and write until then.</summary>
    private async Task ForgetAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _profile.Dispose();
                return;
            }
            catch (IOException) when (attempt < AttemptsMax)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
