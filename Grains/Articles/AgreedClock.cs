using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>
/// The time by several clocks: this silo's, the store's and those of a few other silos. What must never be early asks it;
/// everything else takes the clock of its machine.
/// </summary>
/// <remarks>
/// There is always another one, the store's, so this silo's alone is not the time: it may be the wrong one. Whoever gets no
/// answer asks again, and could not have written anyway while it is the store that is silent.
/// </remarks>
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

    /// <summary>For the first of the others: a store that is slow, and a silo that stood still itself, must come to a time too.</summary>
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(2);

    /// <exception cref="TimeoutException">No other clock has told the time. Ask again.</exception>
    public async Task<DateTimeOffset> ReadAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(FirstAnswer);
        var began = time.GetTimestamp();
        var others = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(silo.SiloAddress))
            .Select(member => member.SiloAddress.ToParsableString())
            .Order(StringComparer.Ordinal)
            .Take(OthersMax)
            .Select(address => TryAsync(async token => await grains.GetGrain<ISiloClockGrain>(address).Read(token), patience.Token));
        var readings = ImmutableArray.CreateBuilder<DateTimeOffset>();
        await foreach (var answer in Task.WhenEach([TryAsync(async token => await agenda.ReadClockAsync(token), patience.Token), .. others]))
        {
            if (await answer is { } reading)
            {
                readings.Add(reading);
                if (readings.Count == 1)
                {
                    patience.CancelAfter(TimeSpan.FromMilliseconds(options.Value.ClockTimeoutMilliseconds));
                }
            }
        }

        cancellationToken.ThrowIfCancellationRequested();

        // The own clock is read last: it has not waited for anybody.
        readings.Add(time.GetUtcNow());
        var agreed = ClockRules.Agree(readings.ToImmutable())
            ?? throw new TimeoutException("Neither the store nor another silo has told the time, and one clock alone may be wrong. Ask again. See docs/RUNBOOK.md#clocks-disagree.");
        var tolerance = Tolerance + time.GetElapsedTime(began);
        if (readings.Any(reading => (reading - agreed).Duration() > tolerance))
        {
            ArticlesMetrics.ClockDisagreements.Inc();
            LogDisagreement(agreed, readings[^1], readings.Count);
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
