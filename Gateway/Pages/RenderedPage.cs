using System.Text;
using Sokbo.Gateway.Articles.Feeds;

namespace Sokbo.Gateway.Pages;

/// <summary>A page as it leaves: its bytes in every coding, and the headers that go with them.</summary>
internal sealed class RenderedPage
{
    private readonly Representation _document;

    public RenderedPage(string html, SecurityHeaders headers, DateTimeOffset renderedAt)
    {
        _document = new Representation(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", changedAt: null, renderedAt);
        Tag = PageAnswer.TagOf(html, renderedAt);
        Headers = headers;
        RenderedAt = renderedAt;

        // What nearly every browser takes is packed by whoever renders: those that wait for the page would wait for this with a
        // thread each.
        _document.Choose(ContentCoding.Brotli);
    }

    /// <summary>Weak.</summary>
    public string Tag { get; }

    public SecurityHeaders Headers { get; }

    /// <summary>The time that the page shows as its own.</summary>
    public DateTimeOffset RenderedAt { get; }

    public string ContentType => _document.ContentType;

    /// <summary>Plain banners in it.</summary>
    public int Banners { get; init; }

    public (byte[] Bytes, ContentCoding Coding) Choose(ContentCoding accepted) => _document.Choose(accepted);
}
