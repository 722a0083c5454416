using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

/// <summary>All that an operator decides about a publication. What is left out is emptied.</summary>
internal sealed record PutSiteRequest
{
    /// <summary>Name of the publication.</summary>
    public required string Name { get; init; }

    /// <summary>Host names that lead to it, without port.</summary>
    public string[] Hosts { get; init; } = [];

    /// <summary>Origins that may embed its elements, for example <c>https://www.example.kr</c>.</summary>
    public string[] EmbedOrigins { get; init; } = [];

    /// <summary>Address of the logo: https, or a path on the site.</summary>
    public string? Logo { get; init; }

    public MenuItem[] Menu { get; init; } = [];

    /// <summary>A line each.</summary>
    public string[] LegalFooter { get; init; } = [];

    /// <summary>Station numbers of the ticker in their order; empty: all.</summary>
    public int[] Stations { get; init; } = [];

    /// <summary>JavaScript key for sharing to KakaoTalk.</summary>
    public string? KakaoKey { get; init; }

    /// <summary>Lines of <c>ads.txt</c> (IAB 1.1), at most 1,000; none: there is no such file.</summary>
    public string[] AdsTxt { get; init; } = [];

    /// <summary>What <c>sellers.json</c> says; unless given, there is no such file.</summary>
    public SellersRequest? Sellers { get; init; }

    /// <summary>Who publishes, for statements to advertisers.</summary>
    public BusinessRequest? Business { get; init; }

    /// <summary>Marks every page as 견본.</summary>
    public bool Sample { get; init; }
}
