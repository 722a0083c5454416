using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Files;

/// <summary>
/// Records of the files whose hash begins with the key, two hexadecimal digits. It decides between who uses a file and who
/// deletes it as unused: one of them, and never both.
/// </summary>
[Alias("ads.IBannerFilesGrain")]
public interface IBannerFilesGrain : IGrainWithStringKey
{
    /// <summary>Who has begun to delete a file and has not by then leaves it: somebody else may have, and it may be there anew.</summary>
    static readonly TimeSpan DeletionMax = TimeSpan.FromMinutes(1);

    /// <summary>The file is used now. False while it is being deleted. Within an hour it is written once.</summary>
    [Alias("Keep")]
    Task<bool> Keep(string name, long bytes, CancellationToken cancellationToken);

    /// <summary>Files that nobody has kept since, those that are being deleted among them.</summary>
    [Alias("Unkept")]
    Task<ImmutableArray<BannerFile>> Unkept(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>
    /// From now on the caller deletes it, within <see cref="DeletionMax"/>. False where somebody has kept it since, and while
    /// another one may be at it, ten times as long.
    /// </summary>
    [Alias("Remove")]
    Task<bool> Remove(string name, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Its file is gone: its record goes, and a line says so. Idempotent.</summary>
    [Alias("Confirm")]
    Task Confirm(string name, string gateway, CancellationToken cancellationToken);

    /// <summary>The last files that were deleted, oldest first.</summary>
    [Alias("Removed")]
    Task<ImmutableArray<BannerRemoval>> Removed(CancellationToken cancellationToken);
}
