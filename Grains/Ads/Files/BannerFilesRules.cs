using Sokbo.Grains.Interfaces.Ads.Files;

namespace Sokbo.Grains.Ads.Files;

/// <summary>
/// What becomes of the records. Pure. Null is refused, and the same object is no change.
/// </summary>
internal static class BannerFilesRules
{
    public const int RemovedMax = 200;

    /// <summary>A file that many readers are shown is written down once in a while.</summary>
    private static readonly TimeSpan WrittenAgainAfter = TimeSpan.FromHours(1);

    public static BannerFilesRecord? Keep(BannerFilesRecord record, string name, long bytes, DateTimeOffset now)
    {
        var known = record.Files.GetValueOrDefault(name);
        return known switch
        {
            { RemovingAt: not null } => null,
            not null when now - known.KeptAt < WrittenAgainAfter => record,
            _ => With(record, new BannerFile { Name = name, Bytes = bytes, KeptAt = now }),
        };
    }

    public static BannerFilesRecord? Remove(BannerFilesRecord record, string name, DateTimeOffset since, DateTimeOffset now) =>
        record.Files.GetValueOrDefault(name) is { } known && known.KeptAt < since && !(now - known.RemovingAt < 10 * IBannerFilesGrain.DeletionMax)
            ? With(record, known with { RemovingAt = now })
            : null;

    public static BannerFilesRecord Confirm(BannerFilesRecord record, string name, string gateway, DateTimeOffset now) => record.Files.GetValueOrDefault(name) is { RemovingAt: not null } known
        ? new BannerFilesRecord
        {
            Files = record.Files.Remove(name),
            Removed = [.. record.Removed.TakeLast(RemovedMax - 1), new BannerRemoval(name, known.Bytes, known.KeptAt, now, gateway)],
        }
        : record;

    private static BannerFilesRecord With(BannerFilesRecord record, BannerFile file) =>
        new() { Files = record.Files.SetItem(file.Name, file), Removed = record.Removed };
}
