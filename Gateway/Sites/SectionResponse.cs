using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

internal sealed record SectionResponse(string Id, string Site, string Name, int Revision)
{
    public static SectionResponse Of(string site, SectionInfo section) => new(section.Id, site, section.Name, section.Revision);
}
