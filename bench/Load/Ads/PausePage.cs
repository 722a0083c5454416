using System.Text;

namespace Sokbo.Load.Ads;

/// <summary>An open page with a banner in one slot: hears when it is withdrawn, and checks meanwhile that no update is lost.</summary>
internal sealed class PausePage(string slot, Tally tally) : IArrivals
{
    private readonly CheckedArrivals _arrivals = new([$"slot/default/{slot}"], "\"t\":"u8.ToArray(), tally);
    private volatile Banner? _banner;

    public bool IsShowing => _banner is not null;

    public string[] Opening() => _arrivals.Opening();

    public Task SubscribedAsync(TimeSpan bound, CancellationToken cancellationToken) => _arrivals.SubscribedAsync(bound, cancellationToken);

    /// <param name="shown">The creative with the version of its content.</param>
    /// <param name="gone">Called once, when it is withdrawn. The slot has no other banner, so that it is the only one in the list.</param>
    public void Show(string shown, Action gone) => _banner = new Banner(Encoding.UTF8.GetBytes($"\"withdrawn\":[\"{shown}\"]"), gone);

    public void Take(ReadOnlySpan<byte> message)
    {
        if (_banner is { } banner && message.IndexOf(banner.Withdrawal) >= 0)
        {
            _banner = null;
            banner.Gone();
        }

        _arrivals.Take(message);
    }

    public void Fail(Exception exception) => _arrivals.Fail(exception);

    private sealed record Banner(byte[] Withdrawal, Action Gone);
}
