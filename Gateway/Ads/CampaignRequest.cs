using System.Text.Json;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads;

internal sealed partial record CampaignRequest
{
    public const int NameLengthMax = 200;

    /// <summary>Fixed at the creation.</summary>
    public string? AdvertiserId { get; init; }

    public required string Name { get; init; }

    /// <summary>1 to 50 ids of slots on the site.</summary>
    public required IReadOnlyList<string> Slots { get; init; }

    public DateTimeOffset? Start { get; init; }

    /// <summary>The first moment at which it does not run any more.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Share of the rotation among the campaigns of a slot, 1 to 1,000.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Fixed at the creation.</summary>
    public string? Site { get; init; }

    /// <summary>Marks every banner as 견본; operators only.</summary>
    public bool Sample { get; init; }

    /// <summary>Refused: delivery goals need an accounting that enforces them, which is not there yet.</summary>
    public JsonElement? Goal { get; init; }

    public string SiteOrDefault => Site ?? SiteInfo.DefaultId;
}
