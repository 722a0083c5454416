using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

internal sealed record SiteResponse
{
    public required string Id { get; init; }

    public required int Revision { get; init; }

    public required string Name { get; init; }

    public required string[] Hosts { get; init; }

    public required string[] EmbedOrigins { get; init; }

    public string? Logo { get; init; }

    public required MenuItem[] Menu { get; init; }

    public required string[] LegalFooter { get; init; }

    public required int[] Stations { get; init; }

    public required SectionResponse[] Sections { get; init; }

    public string? KakaoKey { get; init; }

    public required string[] AdsTxt { get; init; }

    public SellersRequest? Sellers { get; init; }

    public BusinessResponse? Business { get; init; }

    public required bool Sample { get; init; }

    public static SiteResponse Of(SiteInfo site) => new()
    {
        Id = site.Id,
        Revision = site.Revision,
        Name = site.Name,
        Hosts = [.. site.Hosts],
        EmbedOrigins = [.. site.EmbedOrigins],
        Logo = site.Logo,
        Menu = [.. site.Menu],
        LegalFooter = [.. site.LegalFooter],
        Stations = [.. site.Stations],
        Sections = [.. site.Sections.Select(section => SectionResponse.Of(site.Id, section))],
        KakaoKey = site.KakaoKey,
        AdsTxt = [.. site.AdsTxt],
        Sellers = SellersRequest.Of(site.Sellers),
        Business = BusinessResponse.Of(site.Business),
        Sample = site.Sample,
    };
}
