using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Weather.Feeds;

/// <summary>Sources that Sokbo can pull from; the id is the key of the grain and a label of metrics.</summary>
public static class FeedIds
{
    /// <summary>The XML map of the agency's site: all staffed stations, each hour, with the word for the sky; no key.</summary>
    public const string Map = "map";

    /// <summary>Hourly text of the API hub, <c>kma_sfctm2</c>.</summary>
    public const string Hourly = "hourly";

    /// <summary>Minute text of the API hub, <c>nph-aws2_min</c>.</summary>
    public const string Minute = "minute";

    /// <summary>Warnings in force of the API hub, <c>wrn_now_data_new</c>.</summary>
    public const string Warnings = "warnings";

    public static ImmutableArray<string> All { get; } = [Map, Hourly, Minute, Warnings];
}
