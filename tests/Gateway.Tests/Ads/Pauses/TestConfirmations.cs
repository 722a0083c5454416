using Sokbo.Gateway.Ads.Pauses;

namespace Sokbo.Gateway.Tests.Ads.Pauses;

/// <summary>Confirmations in memory.</summary>
internal sealed class TestConfirmations : IConfirmationStore
{
    public HashSet<(string Campaign, string Ticket)> Tickets { get; } = [];

    public Task AddAsync(string campaign, IReadOnlyCollection<string> tickets, DateTimeOffset at)
    {
        Tickets.UnionWith(tickets.Select(ticket => (campaign, ticket)));
        return Task.CompletedTask;
    }

    public Task<long> CountAsync(string campaign, DateTimeOffset since) => Task.FromResult((long)Tickets.Count(ticket => ticket.Campaign == campaign));
}
