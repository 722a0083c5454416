namespace Sokbo.Grains.Interfaces.Ads;

[GenerateSerializer, Alias("ads.CreativeKind")]
public enum CreativeKind
{
    Text = 0,
    Image = 1,

    /// <summary>A program of its own, in a sandboxed frame.</summary>
    Html = 2,
}
