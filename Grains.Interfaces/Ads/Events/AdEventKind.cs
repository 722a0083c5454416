namespace Sokbo.Grains.Interfaces.Ads.Events;

[GenerateSerializer, Alias("ads.AdEventKind")]
public enum AdEventKind
{
    /// <summary>The creative was loaded and began to render (MRC; Google Ad Manager answer 7308129).</summary>
    Rendered = 0,

    /// <summary>Half of its pixels, 30 % from 242,500 pixels on, were on screen in a focused tab for one second after it rendered (MRC).</summary>
    Viewable = 1,

    Click = 2,
}
