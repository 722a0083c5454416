using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Media;

/// <summary>State of <c>picture/{hash}</c>: whether readers may see it. Only while a public article shows it.</summary>
[ClusterOnly, GenerateSerializer, Immutable, Alias("media.PictureState")]
public sealed record PictureState : TopicPayload
{
    /// <summary>Articles that name it, the last ones. Beyond that number only the last ones count.</summary>
    public const int UsesMax = 2_000;

    [Id(0)] public required PictureInfo Info { get; init; }

    /// <summary>Each article once, the one that spoke last at the end.</summary>
    [Id(1)] public ImmutableArray<PictureUse> Uses { get; init; } = [];

    /// <summary>True once any article has shown it: what is hidden then is gone, and not unknown.</summary>
    [Id(2)] public bool WasShown { get; init; }

    /// <summary>True while its files are being deleted.</summary>
    [Id(3)] public bool Removed { get; init; }

    /// <summary>True once they are. It may be sent again, and then begins anew.</summary>
    [Id(4)] public bool Deleted { get; init; }

    /// <summary>True from the moment at which nobody may see it any more until it is on the list of what caches are told (<see cref="PicturePurges"/>).</summary>
    [Id(5)] public bool PurgeOwed { get; init; }

    public bool IsKept => !Removed && !Deleted;

    public bool IsShown => IsKept && Uses.Any(use => use.Shown);

    /// <summary>Whether an article other than <paramref name="article"/> shows it.</summary>
    public bool IsShownBesides(string article) => IsKept && Uses.Any(use => use.Shown && use.Article != article);
}
