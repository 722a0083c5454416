using System.Text;

namespace Sokbo.Load;

/// <summary>
/// An open page: hears some topics, checks that no update is lost, and tells when what is awaited has come.
/// </summary>
internal sealed class AwaitingPage(string[] topics, Tally tally) : IArrivals
{
    private readonly CheckedArrivals _arrivals = new(topics, "\"t\":"u8.ToArray(), tally);
    private volatile Awaited? _awaited;

    public bool IsWaiting => _awaited is not null;

    public string[] Opening() => _arrivals.Opening();

    public Task SubscribedAsync(TimeSpan bound, CancellationToken cancellationToken) => _arrivals.SubscribedAsync(bound, cancellationToken);

    /// <summary>Waits for messages that, one or more together, have every one of the texts in them.</summary>
    /// <param name="texts">Such as a topic and what is said of it.</param>
    /// <param name="came">Called once.</param>
    public void Await(IEnumerable<string> texts, Action came) => _awaited = new Awaited([.. texts.Select(Encoding.UTF8.GetBytes)], came);

    public void Forget() => _awaited = null;

    public void Take(ReadOnlySpan<byte> message)
    {
        if (_awaited is { } awaited && awaited.IsComplete(message))
        {
            _awaited = null;
            awaited.Came();
        }

        _arrivals.Take(message);
    }

    public void Fail(Exception exception) => _arrivals.Fail(exception);

    private sealed class Awaited(List<byte[]> texts, Action came)
    {
        public Action Came => came;

        /// <summary>Only the connection's own reading calls this.</summary>
        public bool IsComplete(ReadOnlySpan<byte> message)
        {
            for (var i = texts.Count - 1; i >= 0; i--)
            {
                if (message.IndexOf(texts[i]) >= 0)
                {
                    texts.RemoveAt(i);
                }
            }

            return texts.Count == 0;
        }
    }
}
