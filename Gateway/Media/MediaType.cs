namespace Sokbo.Gateway.Media;

/// <summary>What is kept: pictures, and HTML that only a sandboxed frame shows. Whatever is kept has been checked or written by this gateway.</summary>
internal enum MediaType
{
    Jpeg = 0,
    Png = 1,
    WebP = 2,
    Gif = 3,
    Html = 4,
}
