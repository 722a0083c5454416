namespace Sokbo.Browser.Tests;

/// <summary>
/// A reader of what all of these tests share: the publication's first site, its campaign, and the weather. They run one
/// after another, beside those that have a site of their own and no weather.
/// </summary>
[Collection("Shared publication")]
public abstract class PageTest(Chromium chromium) : ReaderTest(chromium);
