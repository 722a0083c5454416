using System.Globalization;
using Microsoft.Extensions.Options;
using Sokbo.Hosting.Operations;
using StackExchange.Redis;

namespace Sokbo.Silo.Operations;

/// <summary>
/// Stops this silo when the store no longer knows it. After the store was emptied or set back, running silos
/// serve on while a new silo forms a second cluster beside them; Orleans itself never notices.
/// </summary>
internal sealed partial class MembershipWatchdog(
    ILocalSiloDetails silo,
    IMembershipTable table,
    IClusterMembershipService membership,
    IConnectionMultiplexer store,
    IOptions<SokboOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<MembershipWatchdog> logger) : BackgroundService
{
    public const int ExitCode = 70;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(6);

    /// <summary>One odd reading may be a replica that lags while the store fails over; two in a row are not.</summary>
    private const int FindingsToStop = 2;

    private int _versionSeen;
    private int _findings;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (await FindAsync(stoppingToken) is not { } finding)
                {
                    _findings = 0;
                }
                else if (++_findings >= FindingsToStop)
                {
                    await StopAsync(finding);
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        if (membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) != SiloStatus.Active)
        {
            return null;
        }

        MembershipTableData data;
        try
        {
            data = await table.ReadRowAsync(silo.SiloAddress, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogUnreadable(error);
            return await IsGoneAsync() ? "the membership table is gone from the store" : null;
        }

        if (data.Version.Version < _versionSeen)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"the membership table went back from version {_versionSeen} to {data.Version.Version}");
        }

        _versionSeen = data.Version.Version;
        return data.TryGet(silo.SiloAddress) is null ? "this silo's row is missing from the membership table" : null;
    }

    /// <summary>A table that is not there cannot be read either. A store that does not answer says nothing; readiness reports that.</summary>
    private async Task<bool> IsGoneAsync()
    {
        try
        {
            return !await store.GetDatabase().KeyExistsAsync(StoreConnection.MembershipKey(options.Value));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A connection that breaks while it is read surfaces as almost anything.
            return false;
        }
    }

    private async Task StopAsync(string finding)
    {
        LogStopping(finding);
        Environment.ExitCode = ExitCode;
        lifetime.StopApplication();
        await Task.Delay(StopTime, time, CancellationToken.None);

        // Leaving a cluster that is no longer there can take minutes, and this silo must not serve meanwhile.
        Environment.Exit(ExitCode);
    }

    [LoggerMessage(7100, LogLevel.Critical, "Stopping: {Finding}. The store was emptied or set back; see docs/RUNBOOK.md, 'Split cluster'.")]
    private partial void LogStopping(string finding);

    [LoggerMessage(7101, LogLevel.Debug, "The membership table cannot be read.")]
    private partial void LogUnreadable(Exception error);
}
