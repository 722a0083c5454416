namespace Sokbo.Browser.Tests.Ads;

/// <summary>What a campaign's budget has counted, of what a page can cause.</summary>
public sealed record Counts(int Rendered, int Viewable, int Click, int Duplicate);
