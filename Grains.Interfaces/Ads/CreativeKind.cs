namespace Sokbo.Grains.Interfaces.Ads;

[GenerateSerializer, Alias("ads.CreativeKind")]
public enum CreativeKind
{
    Text = 0,
    Image = 1,
}
