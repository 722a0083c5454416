using System.Collections.Immutable;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>The topics that one request has read, in the order in which it did. A request reads one after the other.</summary>
/// <param name="absentAge">How long ago it may have been found that a topic does not exist.</param>
internal sealed class TopicReads(TimeSpan absentAge)
{
    private readonly List<TopicRead> _reads = [];
    private DateTimeOffset _changedAt;
    private TimeSpan _confirmedAge;
    private bool _isWhole = true;

    public ImmutableArray<TopicRead> All => [.. _reads];

    /// <param name="topic">Its name.</param>
    /// <param name="view">Null where there is no such topic.</param>
    public void Add(TopicName topic, TopicView? view)
    {
        _reads.Add(new TopicRead(topic, view?.Position));
        var age = view?.ConfirmedAge ?? absentAge;
        _confirmedAge = age > _confirmedAge ? age : _confirmedAge;
        if (view is null)
        {
            return;
        }

        _isWhole &= view.ChangedAt is not null;
        _changedAt = view.ChangedAt > _changedAt ? view.ChangedAt.Value : _changedAt;
    }

    /// <summary>Nobody knows now what there would be to read.</summary>
    public void AddUnread(TopicName topic)
    {
        _reads.Add(new TopicRead(topic, null));
        LeaveOut();
    }

    /// <summary>The page does not show all that there is: with the rest it is another page that may be no younger.</summary>
    public void LeaveOut() => _isWhole = false;

    /// <summary>When the page that is made of them last became another; null where that proves nothing, see <see cref="DocumentDate.OfMany"/>.</summary>
    /// <param name="clock">Of the page.</param>
    /// <param name="since">Since when this program runs: one before it may have made other pages of the same.</param>
    /// <param name="behind">How far owners' clocks are behind that of this gateway; null where nobody knows.</param>
    public DateTimeOffset? DateAt(PageClock clock, DateTimeOffset since, TimeSpan? behind) =>
        _isWhole && behind is { } slow ? DocumentDate.OfMany(new[] { _changedAt, clock.ChangedAt, since }.Max(), clock.Now - _confirmedAge - slow) : null;
}
