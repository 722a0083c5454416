using System.ComponentModel.DataAnnotations;

namespace Sokbo.Gateway.Ads;

/// <summary>Limits of <c>/ads</c> for one address on one gateway, and who counts as a reader; section <c>Ads</c>.</summary>
internal sealed class AdsOptions
{
    public const string Section = "Ads";

    /// <summary>Requests a second in the long run. Thousands of readers can stand behind one address of a mobile network.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; init; } = 200;

    /// <summary>Requests that may come at once.</summary>
    [Range(1, 1_000_000)]
    public int BurstMax { get; init; } = 1_000;

    /// <summary>Buckets that are kept. Addresses beyond that share one with others.</summary>
    [Range(1, 1_000_000)]
    public int BucketsMax { get; init; } = 16_384;

    /// <summary>
    /// The origin of banners of HTML, such as <c>https://ads.example.net</c>: a name that leads to the gateways too and is no
    /// site's. Empty: on a machine of its own <c>ads.localhost</c>, elsewhere no such banner is taken.
    /// </summary>
    [RegularExpression("^https?://[^/?#@\\\\s]+$", ErrorMessage = "Ads__FrameOrigin must be an origin such as https://ads.example.net, without a path.")]
    public string? FrameOrigin { get; init; }

    /// <summary>A file of patterns of browsers, one a line, in place of the built-in list. Read once, at the start.</summary>
    public string? BrowsersFile { get; init; }

    /// <summary>The same for robots.</summary>
    public string? RobotsFile { get; init; }
}
