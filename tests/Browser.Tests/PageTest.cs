namespace Sokbo.Browser.Tests;

/// <summary>
/// A reader of what all of these tests share: a publication's first site, its campaign, the weather, and the number of its
/// connections. They run one after another, beside the others.
/// </summary>
[Collection(SharedPublication)]
public abstract class PageTest(Chromium chromium) : ReaderTest(chromium)
{
    public const string SharedPublication = "Shared publication";

    protected override Publication Publication => Chromium.Shared;
}
