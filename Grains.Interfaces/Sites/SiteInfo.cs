using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Sites;

/// <summary>A publication. The Host header selects it; <c>default</c> exists from the start and is the one for unknown hosts.</summary>
[GenerateSerializer, Immutable, Alias("sites.SiteInfo")]
public sealed record SiteInfo
{
    public const string DefaultId = "default";

    [Id(0)] public required string Id { get; init; }

    /// <summary>Grows by 1 with each change; the ETag of the site.</summary>
    [Id(1)] public required int Revision { get; init; }

    [Id(2)] public required string Name { get; init; }

    /// <summary>Host names without port, lower case. The first is where its pages say that they live.</summary>
    [Id(3)] public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Origins that may embed the elements, for example <c>https://www.example.kr</c>.</summary>
    [Id(4)] public ImmutableArray<string> EmbedOrigins { get; init; } = [];

    /// <summary>Address of the logo, https or a path on the site; null for the name in type.</summary>
    [Id(5)] public string? Logo { get; init; }

    [Id(6)] public ImmutableArray<MenuItem> Menu { get; init; } = [];

    /// <summary>등록번호, 발행인, 편집인, 청소년보호책임자 and the like, a line each.</summary>
    [Id(7)] public ImmutableArray<string> LegalFooter { get; init; } = [];

    /// <summary>Station numbers of the ticker in its order; empty for all stations in ascending number.</summary>
    [Id(8)] public ImmutableArray<int> Stations { get; init; } = [];

    /// <summary>In the order of the menu.</summary>
    [Id(9)] public ImmutableArray<SectionInfo> Sections { get; init; } = [];

    /// <summary>True for the sample publication: every page says 견본.</summary>
    [Id(10)] public bool Sample { get; init; }

    /// <summary>JavaScript key for sharing to KakaoTalk; null leaves the link out.</summary>
    [Id(11)] public string? KakaoKey { get; init; }

    /// <summary>Lines of <c>ads.txt</c>, checked; empty for none.</summary>
    [Id(12)] public ImmutableArray<string> AdsTxt { get; init; } = [];

    /// <summary>Null for no <c>sellers.json</c>.</summary>
    [Id(13)] public SellersFile? Sellers { get; init; }

    /// <summary>Who publishes, for statements to advertisers; null where none are written.</summary>
    [Id(14)] public BusinessInfo? Business { get; init; }

    /// <summary>When it or one of its sections last changed; long ago where an older version wrote it.</summary>
    [Id(15)] public DateTimeOffset ChangedAt { get; init; }
}
