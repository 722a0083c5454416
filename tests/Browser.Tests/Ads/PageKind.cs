namespace Sokbo.Browser.Tests.Ads;

/// <summary>Who has made the page that a slot is in.</summary>
public enum PageKind
{
    Rendered = 0,
    Embedded = 1,
}
