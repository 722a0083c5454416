using System.Text;

namespace Sokbo.Gateway.Pages;

/// <summary>A page as it leaves: its bytes in every coding, and the headers that go with them.</summary>
internal sealed class RenderedPage
{
    /// <param name="html">Of the page.</param>
    /// <param name="headers">What browsers are told about it.</param>
    /// <param name="renderedAt">The time that it was rendered for.</param>
    /// <param name="before">What was rendered for the same address before: where it is the same, it need not be packed again.</param>
    public RenderedPage(string html, SecurityHeaders headers, DateTimeOffset renderedAt, RenderedPage? before = null)
    {
        var document = new Representation(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", headers.Text);
        Document = before?.Document.HasBytesOf(document) == true ? before.Document : document;
        Headers = headers;
        RenderedAt = renderedAt;

        // What nearly every browser takes is packed by whoever renders: those that wait for the page would wait for this with a
        // thread each.
        Document.BytesIn(Document.CodingFor(ContentCoding.Brotli));
    }

    public Representation Document { get; }

    public SecurityHeaders Headers { get; }

    public DateTimeOffset RenderedAt { get; }

    /// <summary>When it last became another page; null where that proves nothing (<see cref="TopicReads.DateAt"/>).</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Plain banners in it.</summary>
    public int Banners { get; init; }
}
