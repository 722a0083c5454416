using System.ComponentModel.DataAnnotations;

namespace Sokbo.Grains.Articles;

/// <summary>How articles tell front pages, sections and the breaking band; section <c>Articles</c>.</summary>
public sealed class ArticlesOptions
{
    public const string Section = "Articles";

    /// <summary>Milliseconds until an announcement that failed is repeated for the first time; each further time doubles it.</summary>
    [Range(10, 60_000)]
    public int AnnounceRetryMilliseconds { get; init; } = 500;

    /// <summary>Seconds that the time between two attempts does not exceed.</summary>
    [Range(1, 3_600)]
    public int AnnounceRetrySecondsMax { get; init; } = 30;

    /// <summary>Seconds for which one surface may take to answer; the article takes other acts meanwhile.</summary>
    [Range(1, 30)]
    public int AnnounceTimeoutSeconds { get; init; } = 5;

    /// <summary>Milliseconds between two looks of a silo at what is due. A silo that dies is replaced by another one's look.</summary>
    [Range(50, 10_000)]
    public int AgendaMilliseconds { get; init; } = 500;

    /// <summary>Milliseconds that the other clocks may take to answer after the first of them has; then the time is agreed on without them.</summary>
    [Range(10, 5_000)]
    public int ClockTimeoutMilliseconds { get; init; } = 300;

    /// <summary>
    /// Directory that holds which articles were erased, so that they are erased again when an older backup of the store is
    /// restored. It must not be part of that backup. Silos may share it. Empty: nothing is kept.
    /// </summary>
    public string ErasuresDirectory { get; init; } = "";
}
