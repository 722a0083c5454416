namespace Sokbo.Gateway.Media;

/// <summary>What every file of the media store carries on its way.</summary>
internal static class MediaHeaders
{
    /// <summary>Opened by itself it is a picture and nothing more.</summary>
    public static void Set(IHeaderDictionary headers, string cacheControl)
    {
        headers.CacheControl = cacheControl;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
    }

    /// <summary>Pages of other publishers show it too.</summary>
    public static void SetPublic(IHeaderDictionary headers, string cacheControl)
    {
        Set(headers, cacheControl);
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }
}
