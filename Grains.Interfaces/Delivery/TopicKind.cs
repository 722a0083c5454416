namespace Sokbo.Grains.Interfaces.Delivery;

public enum TopicKind
{
    Article = 0,
    Front = 1,
    Section = 2,
    Breaking = 3,
    Slot = 4,
    Ticker = 5,
    Station = 6,
    Catalogue = 7,
    Sites = 8,
    Access = 9,
    Readers = 10,
    Statistics = 11,

    /// <summary>The part of the ticker that belongs to one region.</summary>
    RegionTicker = 12,
    Warnings = 13,
    Feed = 14,
    SectionFeed = 15,

    /// <summary>Whether readers may see a picture of articles.</summary>
    Picture = 20,

    /// <summary>Pictures whose files are to be deleted.</summary>
    Removals = 21,

    /// <summary>Which articles a site has, findable by their words.</summary>
    Archive = 22,

    /// <summary>The hub that passes the feeds of a site on.</summary>
    Hub = 23,

    /// <summary>Pictures that shared caches are still to be told of.</summary>
    Purges = 24,
}
