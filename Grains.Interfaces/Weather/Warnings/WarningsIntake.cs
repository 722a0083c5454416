namespace Sokbo.Grains.Interfaces.Weather.Warnings;

/// <summary>
/// Takes what a source said of warnings into the regions, from the API and from a source that is pulled. When a call throws,
/// some regions may have it; repeating it completes it and changes nothing twice.
/// </summary>
public sealed class WarningsIntake(IGrainFactory grains)
{
    /// <summary>
    /// Reports first, in every region; what the source has told counts as complete only when all of it is kept. Nothing ends
    /// but by a lift. Each report comes with the id of its region; <c>checkedAt</c> is when the source answered with all it
    /// had, null where it did not.
    /// </summary>
    public async Task<WarningsOutcome> TakeAsync(
        IEnumerable<(string Region, WarningReport Report)> reports, DateTimeOffset? checkedAt, CancellationToken cancellationToken)
    {
        var outcome = Sum(await Task.WhenAll(reports.GroupBy(pair => pair.Region).Select(group =>
            Region(group.Key).Take([.. group.Select(pair => pair.Report)], cancellationToken))));
        if (checkedAt is { } at && outcome.Full == 0)
        {
            await Task.WhenAll(StationTable.Regions.Select(region => Region(region.Id).Confirm(at, cancellationToken)));
        }

        return outcome;
    }

    /// <summary>
    /// The source lists all that is in force: what is missing from two lists in a row has ended, see
    /// <see cref="IWarningsGrain.List"/>. <c>listedAt</c> is the time of which the list is, null where nothing is to be
    /// concluded from what is missing.
    /// </summary>
    public async Task<WarningsOutcome> TellAsync(
        IEnumerable<(string Region, WarningReport Report)> reports, DateTimeOffset? listedAt, string source, CancellationToken cancellationToken)
    {
        if (listedAt is not { } at)
        {
            return await TakeAsync(reports, null, cancellationToken);
        }

        var byRegion = reports.ToLookup(pair => pair.Region, pair => pair.Report);
        return Sum(await Task.WhenAll(StationTable.Regions.Select(region =>
            Region(region.Id).List([.. byRegion[region.Id]], source, at, cancellationToken))));
    }

    private static WarningsOutcome Sum(WarningsOutcome[] outcomes) =>
        new(outcomes.Sum(one => one.Taken), outcomes.Sum(one => one.Old), outcomes.Sum(one => one.Full));

    private IWarningsGrain Region(string id) => grains.GetGrain<IWarningsGrain>(id);
}
