using System.Text.Json;

namespace Sokbo.Load.Ads;

/// <summary>What the budgets have counted, as an advertiser sees it.</summary>
internal sealed class Statistics(LoadOptions options) : IDisposable
{
    private readonly HttpLine _line = new(options.Port);

    /// <summary>Events of the campaign by what they were counted as.</summary>
    public async Task<Dictionary<string, long>> CountsAsync(string campaign, CancellationToken cancellationToken)
    {
        using var answer = await ReadAsync(campaign, cancellationToken);
        return answer.RootElement.GetProperty("counts").EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt64(), StringComparer.Ordinal);
    }

    public void Dispose() => _line.Dispose();

    private async Task<JsonDocument> ReadAsync(string campaign, CancellationToken cancellationToken)
    {
        var status = await _line.AskAsync(PageRequest.Get(options.Port, $"/api/v1/campaigns/{campaign}/statistics", options.Key), cancellationToken);
        return status == 200
            ? JsonDocument.Parse(_line.Body())
            : throw new IOException($"Statistics were answered with {status}.");
    }
}
