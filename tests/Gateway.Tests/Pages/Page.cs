using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Sokbo.Gateway.Tests.Pages;

/// <summary>A page as a browser gets it.</summary>
public sealed class Page
{
    private IDocument? _document;

    private Page(HttpStatusCode status, IReadOnlyDictionary<string, string> headers, byte[] bytes)
    {
        Status = status;
        Headers = headers;
        Bytes = bytes;
    }

    public HttpStatusCode Status { get; }

    /// <summary>Of the answer and of its content, by name; several values are joined as on the wire.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    public byte[] Bytes { get; }

    public string Html => Encoding.UTF8.GetString(Bytes);

    public IDocument Document => _document ??= new HtmlParser().ParseDocument(Html);

    public static async Task<Page> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Page(response.StatusCode, headers, bytes);
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The one element of that selector.</summary>
    public IElement One(string selector) => Document.QuerySelectorAll(selector).Single();

    public IReadOnlyList<IElement> All(string selector) => [.. Document.QuerySelectorAll(selector)];

    /// <summary>Text of the one element of that selector, without white space around it.</summary>
    public string Text(string selector) => One(selector).TextContent.Trim();
}
