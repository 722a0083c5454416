namespace Sokbo.Gateway.Pages;

/// <summary>
/// The minute of a page. No page is sent in another one than it was rendered in: banners that run by turns change with it, dates
/// at midnight.
/// </summary>
internal static class PageMinute
{
    /// <summary>Since 1970.</summary>
    public static long Of(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;
}
