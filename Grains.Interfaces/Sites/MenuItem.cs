namespace Sokbo.Grains.Interfaces.Sites;

[GenerateSerializer, Immutable, Alias("sites.MenuItem")]
public sealed record MenuItem([property: Id(0)] string Name, [property: Id(1)] string Url);
