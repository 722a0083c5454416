using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>
/// A parsed topic name: its kind, its class, who may hear it, and the grain that owns it.
/// Identifiers are 1 to 64 characters of <c>A–Z a–z 0–9 . _ -</c>; a name that does not parse names no topic.
/// </summary>
public sealed record TopicName
{
    public const int LengthMax = 200;

    private const string ReadersPrefix = "readers/";

    private static readonly Row[] Rows =
    [
        new(TopicKind.Article, ["article", "*"], "article", TopicClass.Every, TopicAudience.Public),
        new(TopicKind.Front, ["front", "*"], "front", TopicClass.Every, TopicAudience.Public),
        new(TopicKind.Section, ["section", "*", "*"], "section", TopicClass.Every, TopicAudience.Public),
        new(TopicKind.Breaking, ["breaking", "*"], "breaking", TopicClass.Every, TopicAudience.Public),
        new(TopicKind.Slot, ["slot", "*", "*"], "slot", TopicClass.Latest, TopicAudience.Public),
        new(TopicKind.Ticker, ["weather", "ticker"], "ticker", TopicClass.Latest, TopicAudience.Public),
        .. StationTable.Regions.Select(region =>
            new Row(TopicKind.RegionTicker, ["weather", "ticker", region.Id], "ticker", TopicClass.Latest, TopicAudience.Public)),
        new(TopicKind.Warnings, ["weather", "warnings", "*"], "warnings", TopicClass.Latest, TopicAudience.Public),
        new(TopicKind.Station, ["weather", "station", "*"], "station", TopicClass.Latest, TopicAudience.Public),
        new(TopicKind.Statistics, ["stats", "campaign", "*"], "budget", TopicClass.Latest, TopicAudience.Console),
        new(TopicKind.Catalogue, ["catalogue", "*"], "catalogue", TopicClass.Latest, TopicAudience.Cluster),
        new(TopicKind.Feed, ["feed", "*"], "feed", TopicClass.Latest, TopicAudience.Cluster),
        new(TopicKind.SectionFeed, ["feed", "*", "*"], "feed", TopicClass.Latest, TopicAudience.Cluster),
        new(TopicKind.Picture, ["picture", "*"], "picture", TopicClass.Latest, TopicAudience.Cluster),
        new(TopicKind.Removals, ["removals"], "removals", TopicClass.Latest, TopicAudience.Cluster),
        new(TopicKind.Purges, ["purges"], "purges", TopicClass.Latest, TopicAudience.Cluster),
        new(TopicKind.Archive, ["archive", "*"], "archive", TopicClass.Latest, TopicAudience.Cluster),
        new(TopicKind.Hub, ["hub", "*"], "hub", TopicClass.Latest, TopicAudience.Cluster),
        new(TopicKind.Sites, ["sites"], "sites", TopicClass.Latest, TopicAudience.Cluster),
        new(TopicKind.Access, ["access"], "access", TopicClass.Latest, TopicAudience.Cluster),
    ];

    private static readonly FrozenDictionary<TopicKind, Row> ByKind = Rows.DistinctBy(row => row.Kind).ToFrozenDictionary(row => row.Kind);

    // The readers of every public topic are a topic: readers/ and its name, which is also the key of the owner. Those of a
    // region are not: one owner has the ticker and its regions, and counts its readers as one.
    private static readonly Row[] ReadersRows =
    [
        .. Rows.Where(row => row.Audience == TopicAudience.Public && row.Kind != TopicKind.RegionTicker).Select(row =>
            new Row(TopicKind.Readers, ["readers", .. row.Pattern], "readers", TopicClass.Latest, TopicAudience.Public)),
    ];

    private readonly Row _row;

    private TopicName(Row row, string text)
    {
        _row = row;
        Text = text;
    }

    public TopicKind Kind => _row.Kind;

    /// <summary>The topic whose readers this one counts; null for every other kind.</summary>
    public TopicName? Counted => Kind == TopicKind.Readers && TryParse(Text[ReadersPrefix.Length..], out var counted) ? counted : null;

    public TopicClass Class => _row.Class;

    public TopicAudience Audience => _row.Audience;

    /// <summary>The name as it stands on the wire, for example <c>section/default/local</c>.</summary>
    public string Text { get; }

    /// <summary>The owner. Its key is the identifiers of the name joined by <c>/</c>, or <c>default</c> where there is none.</summary>
    public GrainId Owner => GrainId.Create(_row.GrainType, _row.KeyOf(Text.Split('/')));

    public static TopicName Article(string id) => Create(TopicKind.Article, id);

    public static TopicName Front(string site) => Create(TopicKind.Front, site);

    public static TopicName Section(string site, string id) => Create(TopicKind.Section, site, id);

    public static TopicName Breaking(string site) => Create(TopicKind.Breaking, site);

    public static TopicName Slot(string site, string id) => Create(TopicKind.Slot, site, id);

    public static TopicName Ticker { get; } = Create(TopicKind.Ticker);

    /// <summary>The ticker of a region that exists.</summary>
    public static TopicName RegionTicker(WeatherRegion region) => TryParse($"{Ticker.Text}/{region.Id}", out var name)
        ? name
        : throw new ArgumentException($"There is no region '{region.Id}'.", nameof(region));

    public static TopicName Warnings(WeatherRegion region) => Create(TopicKind.Warnings, region.Id);

    public static TopicName Station(int number) =>
        Create(TopicKind.Station, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What a campaign has delivered.</summary>
    public static TopicName Statistics(string campaign) => Create(TopicKind.Statistics, campaign);

    public static TopicName Catalogue(string site) => Create(TopicKind.Catalogue, site);

    /// <summary>What the feeds of a site are written from.</summary>
    public static TopicName Feed(string site) => Create(TopicKind.Feed, site);

    /// <summary>What the feeds of a section are written from.</summary>
    public static TopicName Feed(string site, string section) => Create(TopicKind.SectionFeed, site, section);

    /// <summary>A picture of articles, by the hash of its content.</summary>
    public static TopicName Picture(string hash) => Create(TopicKind.Picture, hash);

    /// <summary>Pictures whose files are to be deleted.</summary>
    public static TopicName Removals { get; } = Create(TopicKind.Removals);

    /// <summary>Pictures that shared caches are still to be told of.</summary>
    public static TopicName Purges { get; } = Create(TopicKind.Purges);

    /// <summary>The place that knows all articles of a site. Its owner is told of them like every other; nobody subscribes to it.</summary>
    public static TopicName Archive(string site) => Create(TopicKind.Archive, site);

    /// <summary>Who tells the hub of a site's feeds. Nobody subscribes to it.</summary>
    public static TopicName Hub(string site) => Create(TopicKind.Hub, site);

    public static TopicName Sites { get; } = Create(TopicKind.Sites);

    public static TopicName Access { get; } = Create(TopicKind.Access);

    /// <summary>How many readers a public topic has.</summary>
    public static TopicName Readers(TopicName of) => TryParse(ReadersPrefix + of.Text, out var name)
        ? name
        : throw new ArgumentException($"The readers of '{of}' are not counted.", nameof(of));

    public static bool TryParse(string? text, [NotNullWhen(true)] out TopicName? name)
    {
        name = null;
        if (text is null || text.Length is 0 or > LengthMax)
        {
            return false;
        }

        var parts = text.Split('/');
        foreach (var row in parts[0] == "readers" ? ReadersRows : Rows)
        {
            if (row.Matches(parts))
            {
                name = new TopicName(row, text);
                return true;
            }
        }

        return false;
    }

    public override string ToString() => Text;

    /// <summary>Without lists in between: decisions and beacons name topics for each of their steps.</summary>
    private static TopicName Create(TopicKind kind, params ReadOnlySpan<string> ids)
    {
        var row = ByKind[kind];
        foreach (var id in ids)
        {
            if (!Identifier.IsValid(id))
            {
                throw new ArgumentException($"'{string.Join('/', ids)}' does not name a topic of kind {kind}.", nameof(ids));
            }
        }

        return new TopicName(row, ids.Length switch
        {
            0 => row.Fixed,
            1 => $"{row.Fixed}/{ids[0]}",
            _ => $"{row.Fixed}/{ids[0]}/{ids[1]}",
        });
    }

    private sealed record Row(TopicKind Kind, string[] Pattern, string GrainType, TopicClass Class, TopicAudience Audience)
    {
        /// <summary>What stands before the identifiers, which come last in every name.</summary>
        public string Fixed { get; } = string.Join('/', Pattern.TakeWhile(part => part != "*"));

        public bool Matches(string[] parts) =>
            parts.Length == Pattern.Length
            && parts.Zip(Pattern).All(pair => pair.Second == "*" ? Identifier.IsValid(pair.First) : pair.First == pair.Second);

        public string KeyOf(string[] parts)
        {
            if (Kind == TopicKind.Readers)
            {
                return string.Join('/', parts.Skip(1));
            }

            var ids = parts.Zip(Pattern).Where(pair => pair.Second == "*").Select(pair => pair.First);
            var key = string.Join('/', ids);
            return key.Length == 0 ? "default" : key;
        }
    }
}
