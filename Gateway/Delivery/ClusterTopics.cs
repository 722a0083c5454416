using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Keeps the cluster topics heard from the start: every gateway knows sites, keys and catalogues without asking.
/// The catalogues follow the sites.
/// </summary>
internal sealed class ClusterTopics(Lazy<ITopicReader> topics) : IHostedService, ITopicChanged
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IDisposable> _pins = [];
    private bool _started;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _started = true;
            Pin(TopicName.Sites);
            Pin(TopicName.Access);
        }

        return Task.CompletedTask;
    }

    public void Changed(TopicName topic)
    {
        if (topic.Kind != TopicKind.Sites || topics.Value.Peek(topic) is not { } view)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var site in view.As<SitesState>().Sites)
            {
                Pin(TopicName.Catalogue(site.Id));
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _started = false;
            foreach (var pin in _pins.Values)
            {
                pin.Dispose();
            }

            _pins.Clear();
        }

        return Task.CompletedTask;
    }

    private void Pin(TopicName topic)
    {
        if (_started && !_pins.ContainsKey(topic.Text))
        {
            _pins.Add(topic.Text, topics.Value.Pin(topic));
        }
    }
}
