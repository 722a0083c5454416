using System.Globalization;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Weather;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// Whether a page shows a weather warning of the highest level, from the same replicas that it is rendered from: beside one
/// only those campaigns stand that are cleared for it. Where nothing can be known of a region, nothing is held back.
/// </summary>
internal sealed class Emergencies(ITopicReader topics)
{
    private const string WeatherPath = "/weather";
    private const string StationsPath = "/stations/";

    /// <param name="page">Names the regions whose warnings it shows. Our own need not: their path says it.</param>
    /// <param name="own">A page of this gateway, and not of another publisher.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<bool> AnyAsync(PageRequest page, bool own, CancellationToken cancellationToken)
    {
        if (page.Regions is { } regions)
        {
            return await AnyAsync(regions, cancellationToken);
        }

        // The list of stations shows the warnings of all regions, or of the one that its query names, which is not told here.
        return own && page.Path is { } path && path.StartsWith(WeatherPath, StringComparison.Ordinal) && path[WeatherPath.Length..] switch
        {
            "" => await AnyAsync(StationTable.Regions.Select(region => region.Id), cancellationToken),
            var rest => rest.StartsWith(StationsPath, StringComparison.Ordinal)
                && int.TryParse(rest.AsSpan(StationsPath.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && (await StationsAsync(cancellationToken)).Find(number) is { } station
                && await AnyAsync([station.Region.Id], cancellationToken),
        };
    }

    /// <param name="regions">Ids of regions of the weather. Unknown ones have no warnings.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<bool> AnyAsync(IEnumerable<string> regions, CancellationToken cancellationToken)
    {
        foreach (var id in regions)
        {
            if (StationTable.Regions.FirstOrDefault(region => region.Id == id) is { } region && await HasAsync(region, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<StationDirectory> StationsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await topics.StationsAsync(cancellationToken);
        }
        catch (TopicUnavailableException)
        {
            return StationDirectory.Shipped;
        }
    }

    private async ValueTask<bool> HasAsync(WeatherRegion region, CancellationToken cancellationToken)
    {
        try
        {
            return (await topics.Read(TopicName.Warnings(region), cancellationToken))?.State is WarningsState { HasEmergency: true };
        }
        catch (TopicUnavailableException)
        {
            return false;
        }
    }
}
