using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

/// <summary>
/// A tab as readers have it. The driver tells each of its own pages that it is visible and has the focus; of this one it knows
/// nothing. Those that are before others hide them.
/// </summary>
internal sealed class PlainTab : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ICDPSession _browser;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = [];
    private string _id = "";
    private int _messages;

    private PlainTab(ICDPSession browser)
    {
        _browser = browser;
        browser.Event("Target.receivedMessageFromTarget").OnEvent += (_, message) => Take(message);
    }

    /// <summary>Opens it before all others of its kind, or behind them. Its page comes later.</summary>
    public static async Task<PlainTab> OpenAsync(IBrowser browser, string address, bool behind = false)
    {
        var tab = new PlainTab(await browser.NewBrowserCDPSessionAsync());
        var target = await tab._browser.SendAsync("Target.createTarget", new() { ["url"] = address, ["background"] = behind });
        tab._id = target!.Value.GetProperty("targetId").GetString()!;
        return tab;
    }

    /// <summary>Brings it before the others, and returns when its page has heard so.</summary>
    public async Task ShowAsync()
    {
        await _browser.SendAsync("Target.activateTarget", new() { ["targetId"] = _id });
        await UntilAsync("document.visibilityState === 'visible'");
    }

    /// <summary>Waits until an expression is true in the page, also in the one that comes next.</summary>
    public async Task UntilAsync(string expression)
    {
        using var late = new CancellationTokenSource(Bound);
        var last = "";
        while ((last = await TryAsync(expression)) != "true")
        {
            Assert.False(late.IsCancellationRequested, $"{expression} has not become true: {last}");
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>What an expression is in the page, as text. One that throws fails the test.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        // An attachment of its own for each: it does not outlive the page that takes a prerendered one's place.
        var attached = await _browser.SendAsync("Target.attachToTarget", new() { ["targetId"] = _id, ["flatten"] = false });
        var session = attached!.Value.GetProperty("sessionId").GetString()!;
        var id = Interlocked.Increment(ref _messages);
        var answer = _asked[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var question = JsonSerializer.Serialize(new { id, method = "Runtime.evaluate", @params = new { expression, returnByValue = true } });
            await _browser.SendAsync("Target.sendMessageToTarget", new() { ["sessionId"] = session, ["message"] = question });
            return Text(expression, await answer.Task.WaitAsync(Bound));
        }
        finally
        {
            _asked.TryRemove(id, out _);
            await _browser.SendAsync("Target.detachFromTarget", new() { ["sessionId"] = session });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.SendAsync("Target.closeTarget", new() { ["targetId"] = _id });
        await _browser.DetachAsync();
    }

    private static string Text(string expression, JsonElement answer)
    {
        if (!answer.TryGetProperty("result", out var result) || result.TryGetProperty("exceptionDetails", out _))
        {
            throw new InvalidOperationException($"{expression}: {answer}");
        }

        var value = result.GetProperty("result");
        return value.TryGetProperty("value", out var plain) ? plain.ValueKind == JsonValueKind.String ? plain.GetString()! : plain.GetRawText() : "";
    }

    /// <summary>Between two pages there is nothing that could answer.</summary>
    private async Task<string> TryAsync(string expression)
    {
        try
        {
            return await EvaluateAsync(expression);
        }
        catch (Exception error) when (error is InvalidOperationException or PlaywrightException)
        {
            return error.Message;
        }
    }

    private void Take(JsonElement? message)
    {
        if (message is { } told && told.TryGetProperty("message", out var text) && JsonDocument.Parse(text.GetString()!).RootElement is var answer
            && answer.TryGetProperty("id", out var id) && _asked.TryGetValue(id.GetInt32(), out var asked))
        {
            asked.TrySetResult(answer);
        }
    }
}
