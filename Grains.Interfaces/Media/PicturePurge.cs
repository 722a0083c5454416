using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Media;

/// <summary>A picture that shared caches must let go.</summary>
[GenerateSerializer, Immutable, Alias("media.PicturePurge")]
public sealed record PicturePurge
{
    /// <summary>How long a shared cache may keep a picture: what it was not told of for so long, it has let go by itself.</summary>
    public static readonly TimeSpan CachedFor = TimeSpan.FromDays(1);

    [Id(0)] public required string Url { get; init; }

    /// <summary>Widths in pixels of its smaller forms.</summary>
    [Id(1)] public required ImmutableArray<int> Widths { get; init; }

    /// <summary>When it went.</summary>
    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>When the caches are to be told next.</summary>
    [Id(3)] public required DateTimeOffset Due { get; init; }

    /// <summary>How often they have been told.</summary>
    [Id(4)] public int Told { get; init; }

    /// <summary>How often somebody has tried since they were last told.</summary>
    [Id(5)] public int Tries { get; init; }

    /// <summary>Its addresses, smaller forms included.</summary>
    public IEnumerable<string> Urls => Widths.Select(width => PictureAddress.Smaller(PictureAddress.HashOf(Url)!, width)).Prepend(Url);
}
