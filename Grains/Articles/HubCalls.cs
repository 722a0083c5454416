namespace Sokbo.Grains.Articles;

/// <summary>
/// Calls of a hub that changes share. All that come within <see cref="GatherFor"/> are told in one call, which names the
/// feeds of all of them; and no call waits for another, so that one that hangs delays nobody else.
/// </summary>
/// <remarks>One turn at a time, as in a grain. Calls under way are few, because one begins in each <see cref="GatherFor"/> and has a time limit.</remarks>
/// <param name="call">Tells the hub of feeds; whether it took it.</param>
/// <param name="time">Measures the gathering.</param>
internal sealed class HubCalls(Func<IReadOnlyList<string>, Task<bool>> call, TimeProvider time)
{
    /// <summary>More than that are told in a call of their own.</summary>
    public const int FeedsMax = 300;

    /// <summary>Changes that are being told. Beyond that who tells of one is asked to try again.</summary>
    public const int WaitingMax = 1_000;

    /// <summary>A gateway that missed a push hears of the change within this time, so most hubs find the new document at once.</summary>
    public static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(500);

    private Gathered? _open;
    private int _waiting;

    public bool IsFull => _waiting >= WaitingMax;

    /// <summary>True when the hub has taken it.</summary>
    public async Task<bool> TellAsync(IReadOnlyCollection<string> feeds)
    {
        if (_open is not { } open || open.Feeds.Count + feeds.Count > FeedsMax)
        {
            _open = open = new Gathered();
            open.Told = SendAsync(open);
        }

        open.Feeds.UnionWith(feeds);
        _waiting++;
        try
        {
            return await open.Told;
        }
        finally
        {
            _waiting--;
        }
    }

    private async Task<bool> SendAsync(Gathered gathered)
    {
        await Task.Delay(GatherFor, time);
        if (ReferenceEquals(_open, gathered))
        {
            _open = null;
        }

        return await call([.. gathered.Feeds]);
    }

    private sealed class Gathered
    {
        public HashSet<string> Feeds { get; } = new(StringComparer.Ordinal);

        public Task<bool> Told { get; set; } = Task.FromResult(false);
    }
}
