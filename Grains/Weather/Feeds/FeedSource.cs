using System.Globalization;
using Sokbo.Grains.Interfaces.Weather.Feeds;
using Sokbo.Grains.Weather.Feeds.Formats;

namespace Sokbo.Grains.Weather.Feeds;

/// <summary>What is fixed about a source: how often it reports, how it is asked and how its answers are read.</summary>
internal sealed record FeedSource
{
    /// <summary>Longest range that one call of the minute text is asked for; the source allows 12 hours.</summary>
    private static readonly TimeSpan MinuteRangeMax = TimeSpan.FromMinutes(30);

    /// <summary>Warnings come at any time; five minutes are what a source can be asked for, and 40 are how long a check counts.</summary>
    public static readonly TimeSpan WarningsStep = TimeSpan.FromMinutes(5);

    public required string Id { get; init; }

    /// <summary>Between observations.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>Whether a former hour can be asked for.</summary>
    public bool HasFormer { get; init; }

    /// <summary>Of a range in one call; zero where a call is for one time.</summary>
    public TimeSpan RangeMax { get; init; }

    /// <summary>Whether the hour is complete only with as many stations as usual.</summary>
    public bool WaitsForAll { get; init; }

    public static FeedSource? Find(string id) => id switch
    {
        FeedIds.Map => new FeedSource { Id = id, Step = TimeSpan.FromHours(1), WaitsForAll = true },
        FeedIds.Hourly => new FeedSource { Id = id, Step = TimeSpan.FromHours(1), HasFormer = true, WaitsForAll = true },
        FeedIds.Minute => new FeedSource { Id = id, Step = TimeSpan.FromMinutes(1), RangeMax = MinuteRangeMax },
        FeedIds.Warnings => new FeedSource { Id = id, Step = WarningsStep },
        _ => null,
    };

    /// <summary>What is asked, without the key: also names what an ETag belongs to.</summary>
    public string PathOf(FeedTask task) => Id switch
    {
        FeedIds.Map => "XML/weather/sfc_web_map.xml",
        FeedIds.Hourly => $"api/typ01/url/kma_sfctm2.php?tm={TimeOf(task.To)}&stn=0&help=0",
        FeedIds.Warnings => $"api/typ01/url/wrn_now_data_new.php?fe=f&tm={TimeOf(task.To)}&disp=0&help=0",
        _ => $"api/typ01/cgi-bin/url/nph-aws2_min?tm1={TimeOf(task.From)}&tm2={TimeOf(task.To)}&stn=0&disp=1&help=0",
    };

    public Uri AddressOf(FeedTask task, FeedSourceOptions options)
    {
        var address = options.BaseAddress.TrimEnd('/') + "/" + PathOf(task);
        return new Uri(string.IsNullOrEmpty(options.Key) || Id == FeedIds.Map
            ? address
            : $"{address}&authKey={Uri.EscapeDataString(options.Key)}");
    }

    public FeedReport Read(ReadOnlySpan<byte> body) => Id switch
    {
        FeedIds.Map => SurfaceMapParser.Parse(body),
        FeedIds.Warnings => WarningsListParser.Parse(body),
        FeedIds.Hourly => HubTextParser.Parse(body, TextLayout.Hourly),
        _ => HubTextParser.Parse(body, TextLayout.Minute),
    };

    private static string TimeOf(DateTimeOffset at) => at.ToOffset(FeedNumber.SeoulOffset).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
}
