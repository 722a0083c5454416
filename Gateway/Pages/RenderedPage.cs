using System.Text;
using Sokbo.Gateway.Articles.Feeds;

namespace Sokbo.Gateway.Pages;

/// <summary>A page as it leaves, in every encoding, with its weak tag and the number of plain banners that it shows.</summary>
internal sealed class RenderedPage(string html, string tag, int banners)
{
    private readonly Representation _document = new(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", DateTimeOffset.UnixEpoch);

    public string Tag => tag;

    public int Banners => banners;

    /// <summary>The best encoding that the reader takes, null for none, and its bytes.</summary>
    public (byte[] Bytes, string? Encoding) Choose(HttpRequest request)
    {
        var (bytes, encoding, _) = _document.Choose(request.GetTypedHeaders().AcceptEncoding);
        return (bytes, encoding);
    }
}
