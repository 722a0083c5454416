using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sokbo.Browser.Tests;

/// <summary>
/// Chromium as readers have it. The driver of the other tests tells every tab that it is visible and has the focus, and
/// switches prerendering off; here nothing is emulated, and a tab behind another one is hidden.
/// </summary>
internal sealed class PlainBrowser : IAsyncDisposable
{
    private const string Announcement = "DevTools listening on ";
    private const int MessageBytesMax = 1024 * 1024;

    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _directory;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = [];
    private readonly SemaphoreSlim _sending = new(1);
    private int _id;

    private PlainBrowser(Process process, string directory)
    {
        _process = process;
        _directory = directory;
    }

    public static async Task<PlainBrowser> StartAsync(string executable, IEnumerable<string> arguments)
    {
        var directory = Directory.CreateTempSubdirectory("sokbo-browser-").FullName;
        string[] own = ["--headless", "--remote-debugging-port=0", $"--user-data-dir={directory}", "about:blank"];
        var process = Process.Start(new ProcessStartInfo(executable, [.. arguments, .. own]) { RedirectStandardError = true, UseShellExecute = false })!;
        var browser = new PlainBrowser(process, directory);
        try
        {
            await browser._socket.ConnectAsync(await AddressAsync(process), CancellationToken.None);
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }

        _ = browser.ReadAsync();
        return browser;
    }

    /// <summary>A new tab before all others; returns its id.</summary>
    public async Task<string> OpenAsync(string address) =>
        (await AskAsync("Target.createTarget", new JsonObject { ["url"] = address })).GetProperty("targetId").GetString()!;

    /// <summary>Brings a tab before the others.</summary>
    public Task ShowAsync(string tab) => AskAsync("Target.activateTarget", new JsonObject { ["targetId"] = tab });

    /// <summary>The text that an expression is in the page of a tab; null for none.</summary>
    public async Task<string?> EvaluateAsync(string tab, string expression)
    {
        var session = (await AskAsync("Target.attachToTarget", new JsonObject { ["targetId"] = tab, ["flatten"] = true })).GetProperty("sessionId").GetString()!;
        var answer = await AskAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["userGesture"] = true }, session);
        await AskAsync("Target.detachFromTarget", new JsonObject { ["sessionId"] = session });
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value.ToString() : null;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _socket.Dispose();
        _sending.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        using var late = new CancellationTokenSource(AnswerBound);
        while (await process.StandardError.ReadLineAsync(late.Token) is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                // What it says from now on must not fill the pipe.
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new Uri(line[Announcement.Length..]);
            }
        }

        throw new InvalidOperationException("Chromium has ended before it listened.");
    }

    private async Task<JsonElement> AskAsync(string method, JsonObject parameters, string? session = null)
    {
        var id = Interlocked.Increment(ref _id);
        var answer = _asked[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var question = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            question["sessionId"] = session;
        }

        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(question.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(AnswerBound);
    }

    private async Task ReadAsync()
    {
        var bytes = new byte[MessageBytesMax];
        try
        {
            while (true)
            {
                var (count, isLast) = (0, false);
                while (!isLast)
                {
                    var read = await _socket.ReceiveAsync(bytes.AsMemory(count), CancellationToken.None);
                    (count, isLast) = (count + read.Count, read.EndOfMessage);
                }

                Take(JsonElement.Parse(bytes.AsSpan(0, count)));
            }
        }
        catch (Exception error) when (error is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            foreach (var (_, answer) in _asked)
            {
                answer.TrySetException(error);
            }
        }
    }

    private void Take(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id) || !_asked.TryRemove(id.GetInt32(), out var answer))
        {
            return;
        }

        if (message.TryGetProperty("result", out var result))
        {
            answer.SetResult(result);
        }
        else
        {
            answer.SetException(new InvalidOperationException($"Chromium has refused: {message}"));
        }
    }
}
