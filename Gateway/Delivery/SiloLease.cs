using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>The leases that one silo holds for this gateway, and how its renewals went lately.</summary>
internal sealed class SiloLease
{
    public Dictionary<string, (TopicFeed Feed, LeaseRenewal Renewal)> Topics { get; } = [];

    public int Misses { get; set; }

    /// <summary>The renewal under way; at most one a silo.</summary>
    public Task Renewing { get; set; } = Task.CompletedTask;

    public ImmutableArray<LeaseRenewal> Renewals => [.. Topics.Values.Select(entry => entry.Renewal)];
}
