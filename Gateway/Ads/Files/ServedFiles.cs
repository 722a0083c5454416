using Sokbo.Gateway.Media;

namespace Sokbo.Gateway.Ads.Files;

/// <summary>
/// What somebody is shown is used, whoever names it: a logo, a house banner, an old article. A gateway says so once a day for
/// each file; where it has forgotten, it says some of it again.
/// </summary>
internal sealed partial class ServedFiles(IBannerFiles files, TimeProvider time, ILogger<ServedFiles> logger)
{
    private const int NamesMax = 10_000;

    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    private readonly BoundedMap<MediaName, long> _told = new(NamesMax);

    /// <summary>Nobody waits for it.</summary>
    public void Note(MediaName name, long bytes)
    {
        var now = time.GetTimestamp();
        if (_told.TryGetValue(name, out var told) && time.GetElapsedTime(told, now) < Again)
        {
            return;
        }

        _told.Set(name, now);
        _ = TellAsync(name, bytes);
    }

    private async Task TellAsync(MediaName name, long bytes)
    {
        try
        {
            await files.KeepAsync(name, bytes, CancellationToken.None);
        }
        catch (Exception error)
        {
            // The next reader says it.
            _told.Remove(name);
            LogNotTold(name.ToString(), error);
        }
    }

    [LoggerMessage(4210, LogLevel.Debug, "It could not be said that {File} is used; it is tried again with its next reader.")]
    private partial void LogNotTold(string file, Exception error);
}
