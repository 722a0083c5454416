using System.ComponentModel.DataAnnotations;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>How long decisions can be explained; section <c>Ads:Decisions</c>.</summary>
internal sealed class DecisionsOptions
{
    public const string Section = "Ads:Decisions";

    /// <summary>Decisions that a gateway keeps, some 160 bytes each. The oldest make room.</summary>
    [Range(1_000, 10_000_000)]
    public int RecordsMax { get; init; } = 100_000;

    /// <summary>Minutes for which a decision is kept.</summary>
    [Range(1, 1_440)]
    public int RecordMinutes { get; init; } = 60;

    /// <summary>Versions of catalogues that are kept. Decisions on older ones cannot be explained.</summary>
    [Range(1, 10_000)]
    public int CataloguesMax { get; init; } = 256;

    /// <summary>Versions of slots that are kept. Decisions on older ones cannot be explained.</summary>
    [Range(1, 100_000)]
    public int SlotsMax { get; init; } = 4_096;
}
