namespace Sokbo.Gateway.Pages;

/// <summary>How the bytes of an answer are packed.</summary>
internal enum ContentCoding
{
    Plain = 0,
    Gzip = 1,
    Brotli = 2,
}
