using System.Collections.Immutable;
using Sokbo.Gateway.Ads;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Pages;

/// <summary>What surrounds every page of a site: who publishes, when it is, and the parts that all pages show.</summary>
public sealed record PageFrame
{
    public required SiteInfo Site { get; init; }

    public required PageText Text { get; init; }

    /// <summary>What the page shows of time is asked of it.</summary>
    public required PageClock Clock { get; init; }

    /// <summary>Scheme and host that the reader has asked, without a slash at the end.</summary>
    public required string Origin { get; init; }

    /// <summary>Scheme and host at which the site lives.</summary>
    public required string SiteOrigin { get; init; }

    /// <summary>As the route writes it.</summary>
    public required string Path { get; init; }

    public PageTopic<TickerState>? Ticker { get; init; }

    public PageTopic<BreakingBand>? Breaking { get; init; }

    /// <summary>The places for banners that exist on this site, by id. A page shows those that it has a place for.</summary>
    public ImmutableDictionary<string, PageTopic<SlotState>> Slots { get; init; } =
        ImmutableDictionary<string, PageTopic<SlotState>>.Empty;

    /// <summary>The banner of each place until the script has its own; a place that is missing here shows the house line.</summary>
    internal ImmutableDictionary<string, PlainBanner> Banners { get; init; } = ImmutableDictionary<string, PlainBanner>.Empty;

    /// <summary>All topics that were read for the page so far.</summary>
    internal TopicReads Reads { get; init; } = new(TimeSpan.Zero);

    /// <summary>One address for each page, by whichever name and in whichever letters it was asked for, in whatever language its frame is.</summary>
    public string Canonical => SiteOrigin + Path;

    public string Absolute(string url) => url.StartsWith('/') ? SiteOrigin + url : url;

    /// <summary>An address on the site in the language of this page.</summary>
    public string Link(string path) => Text.Language == PageLanguage.English ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang=en" : path;

    public string? SectionName(string id) => Site.Sections.FirstOrDefault(section => section.Id == id)?.Name;
}
