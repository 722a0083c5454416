using Microsoft.Extensions.Logging;

namespace Sokbo.Grains.Articles.Archives;

/// <summary>
/// The index of a site while and after it is made of the store's records. That takes some seconds for 100,000 articles and
/// happens on the thread pool, in no turn of the grain. What changes meanwhile is put in when it is done, in its order:
/// whichever of an article's records were read, the last change decides. All members but the reading itself belong to the
/// turns of one grain.
/// </summary>
internal sealed partial class ArchiveReading : IAsyncDisposable
{
    /// <summary>Changes that are kept until the index is there.</summary>
    public const int ChangesMax = 10_000;

    /// <summary>How long a question waits: less than a gateway waits for its answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly List<(ArchiveRecord Next, ArchiveRecord? Before)> _changes = [];
    private readonly CancellationTokenSource _leaving = new();
    private readonly string _site;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Task _making;
    private ArchiveIndex? _made;
    private int _read;

    private ArchiveReading(string site, IArchiveStore store, ILogger logger, TimeProvider time)
    {
        (_site, _logger, _time) = (site, logger, time);
        _making = Task.Run(() => MakeAsync(store, _leaving.Token));
    }

    /// <summary>The store did not give its records, or one of them is broken. Nothing will come of this reading.</summary>
    public bool HasFailed => _making.IsFaulted;

    /// <summary>No more changes can be kept: wait for the index.</summary>
    public bool IsBehind => Made() is null && (_changes.Count >= ChangesMax || HasFailed);

    public static ArchiveReading Begin(string site, IArchiveStore store, ILogger logger, TimeProvider time) => new(site, store, logger, time);

    /// <exception cref="TimeoutException">It is still being made: ask again.</exception>
    public async Task<ArchiveIndex> IndexAsync(CancellationToken cancellationToken)
    {
        if (Made() is { } made)
        {
            return made;
        }

        try
        {
            await _making.WaitAsync(Patience, _time, cancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"The archive of {_site} is being read after a start: {Volatile.Read(ref _read)} articles until now. Ask again.", error);
        }

        return Made() ?? throw new InvalidOperationException("The reading has ended without an index.");
    }

    /// <inheritdoc cref="ArchiveIndex.Put"/>
    public void Put(ArchiveRecord next, ArchiveRecord? before)
    {
        if (Made() is { } made)
        {
            made.Put(next, before);
        }
        else
        {
            _changes.Add((next, before));
        }
    }

    /// <summary>Ends the reading, and returns when it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _making.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _leaving.Dispose();
    }

    /// <summary>With all that has changed; null while it is being made.</summary>
    private ArchiveIndex? Made()
    {
        var made = Volatile.Read(ref _made);
        if (made is not null && _changes.Count > 0)
        {
            _changes.ForEach(change => made.Put(change.Next, change.Before));
            _changes.Clear();
            _changes.Capacity = 0;
        }

        return made;
    }

    private async Task MakeAsync(IArchiveStore store, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var records = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var (article, record) in store.ReadAllAsync(_site, cancellationToken))
        {
            records[article] = record;
            Volatile.Write(ref _read, records.Count);
        }

        // They come in any order, and wait for their place as they were written: much smaller than what they say.
        var index = new ArchiveIndex();
        foreach (var (id, record) in records.OrderBy(entry => ArchiveRecord.DecodeAt(entry.Key, entry.Value)).ThenBy(entry => entry.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            index.Put(ArchiveRecord.Decode(id, record), before: null);
        }

        LogMade(_site, records.Count, (long)_time.GetElapsedTime(began).TotalMilliseconds);
        Volatile.Write(ref _made, index);
    }

    [LoggerMessage(2014, LogLevel.Information, "The archive of {Site} has been read: {Count} articles in {Milliseconds} ms.")]
    private partial void LogMade(string site, int count, long milliseconds);
}
