namespace Sokbo.Grains.Interfaces.Sites;

[GenerateSerializer, Immutable, Alias("sites.SectionInfo")]
public sealed record SectionInfo(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] int Revision);
