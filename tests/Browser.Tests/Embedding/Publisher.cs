using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Browser.Tests.Embedding;

/// <summary>Somebody else's web server: another origin than the publication's, with the pages that a test gives it.</summary>
public sealed class Publisher : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, PublisherPage> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _awaited = new(StringComparer.Ordinal);

    public Publisher()
    {
        Url = new Uri($"http://127.0.0.1:{FreePorts.Take()}/");
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>As browsers send it.</summary>
    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>Puts a page at a path and returns its address.</summary>
    public string Put(string path, PublisherPage page)
    {
        _pages[path] = page;
        return new Uri(Url, path).AbsoluteUri;
    }

    public string Put(string path, string html) => Put(path, new PublisherPage(Encoding.UTF8.GetBytes(html)));

    /// <summary>The query with which somebody first asks for a path from now on, whether anything is there or not.</summary>
    public Task<string> HearsOf(string path) =>
        _awaited.GetOrAdd(path, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                // Stopped, or a browser that went away in the middle.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        if (_awaited.TryGetValue(context.Request.Url!.AbsolutePath, out var awaited))
        {
            awaited.TrySetResult(Uri.UnescapeDataString(context.Request.Url.Query.TrimStart('?')));
        }

        if (!_pages.TryGetValue(context.Request.Url.AbsolutePath, out var page))
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        response.ContentType = page.ContentType;
        foreach (var (name, value) in page.Headers)
        {
            response.Headers[name] = value;
        }

        await response.OutputStream.WriteAsync(page.Body);
    }
}
