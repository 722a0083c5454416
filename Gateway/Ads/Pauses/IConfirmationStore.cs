namespace Sokbo.Gateway.Ads.Pauses;

/// <summary>Which pages have taken a campaign's banner off, by the ticket that they had.</summary>
internal interface IConfirmationStore
{
    /// <summary>Keeps the first time of each ticket; what is there already or beyond the bound changes nothing.</summary>
    Task AddAsync(string campaign, IReadOnlyCollection<string> tickets, DateTimeOffset at);

    Task<long> CountAsync(string campaign, DateTimeOffset since);
}
