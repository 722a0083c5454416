using System.Text.Json;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Simulation.Tests.Owners;

namespace Sokbo.Simulation.Tests.Pages;

/// <summary>What a page shows of one topic.</summary>
internal sealed class PageTopic(TopicName name)
{
    public TopicName Name => name;

    /// <summary>Null before anything was shown.</summary>
    public Position? Position { get; set; }

    public Story Story { get; set; } = Story.Empty;

    /// <summary>Updates that came while a subscription is pending; null when none is.</summary>
    public List<JsonElement>? Waiting { get; set; }

    /// <summary>The connection on which it is heard, once that was answered.</summary>
    public Connection? HeardOn { get; set; }

    public long HeardSince { get; set; }
}
