using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>
/// The time by several clocks: this silo's, the store's and those of a few other silos. What must never be early asks it;
/// everything else takes the clock of its machine.
/// </summary>
internal sealed partial class AgreedClock(
    IArticleAgenda agenda,
    IGrainFactory grains,
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    IOptions<ArticlesOptions> options,
    TimeProvider time,
    ILogger<AgreedClock> logger)
{
    private const int OthersMax = 4;
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    public async Task<DateTimeOffset> ReadAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMilliseconds(options.Value.ClockTimeoutMilliseconds));
        var others = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(silo.SiloAddress))
            .Select(member => member.SiloAddress.ToParsableString())
            .Order(StringComparer.Ordinal)
            .Take(OthersMax)
            .Select(address => TryAsync(async token => await grains.GetGrain<ISiloClockGrain>(address).Read(token), patience.Token));
        var answers = await Task.WhenAll(
            [TryAsync(async token => await agenda.ReadClockAsync(token), patience.Token), .. others]).WaitAsync(cancellationToken);

        // The own clock is read last: it has not waited for anybody.
        ImmutableArray<DateTimeOffset> readings = [.. answers.OfType<DateTimeOffset>(), time.GetUtcNow()];
        var agreed = ClockRules.Agree(readings);
        if (readings.Any(reading => (reading - agreed).Duration() > Tolerance))
        {
            ArticlesMetrics.ClockDisagreements.Inc();
            LogDisagreement(agreed, readings[^1], readings.Length);
        }

        return agreed;
    }

    private async Task<DateTimeOffset?> TryAsync(Func<CancellationToken, Task<DateTimeOffset?>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception error)
        {
            LogSilent(error);
            return null;
        }
    }

    [LoggerMessage(2010, LogLevel.Warning, "Clocks of the cluster disagree: {Agreed} by {Count} of them, {Own} by this silo's.")]
    private partial void LogDisagreement(DateTimeOffset agreed, DateTimeOffset own, int count);

    [LoggerMessage(2011, LogLevel.Debug, "A clock of the cluster did not answer.")]
    private partial void LogSilent(Exception error);
}
