namespace Sokbo.Fixtures;

/// <summary>What a browser calls itself: whoever has no such name, or a robot's, is given no banner that counts.</summary>
public static class BrowserAgent
{
    public const string Chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
}
