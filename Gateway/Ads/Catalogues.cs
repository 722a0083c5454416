using System.Collections.Concurrent;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// The catalogues that this gateway decides from. One that was used once stays heard: a first reader would find one that is
/// not confirmed yet. Bounded by the sites there are.
/// </summary>
internal sealed class Catalogues(ITopicReader topics, SiteDirectory sites) : IDisposable
{
    private readonly ConcurrentDictionary<string, (TopicName Topic, IDisposable Pin)> _pins = new(StringComparer.Ordinal);

    /// <summary>What is held of all sites whose catalogues are in use.</summary>
    public IEnumerable<TopicView> InUse => _pins.Values.Select(pinned => topics.Peek(pinned.Topic)).OfType<TopicView>();

    public IEnumerable<string> SitesInUse => _pins.Keys;

    /// <summary>Null where the site has no catalogue.</summary>
    public async ValueTask<TopicView?> FindAsync(string site, CancellationToken cancellationToken)
    {
        if (_pins.TryGetValue(site, out var pinned))
        {
            return topics.Peek(pinned.Topic) ?? await topics.Read(pinned.Topic, cancellationToken);
        }

        var topic = TopicName.Catalogue(site);
        var view = await topics.Read(topic, cancellationToken);
        if (view is not null)
        {
            var pin = topics.Pin(topic);
            if (!_pins.TryAdd(site, (topic, pin)))
            {
                pin.Dispose();
            }
        }

        return view;
    }

    /// <summary>As above, for a site that a stranger names: one that this gateway does not know is not asked for.</summary>
    public ValueTask<TopicView?> FindClaimedAsync(string site, CancellationToken cancellationToken) =>
        site == SiteInfo.DefaultId || _pins.ContainsKey(site) || sites.Current.Find(site) is not null
            ? FindAsync(site, cancellationToken)
            : ValueTask.FromResult<TopicView?>(null);

    public void Dispose()
    {
        foreach (var (_, pin) in _pins.Values)
        {
            pin.Dispose();
        }
    }
}
