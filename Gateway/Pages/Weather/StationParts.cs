using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Weather;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Pages.Weather;

/// <summary>Gathers what the page of a station shows.</summary>
internal sealed class StationParts(ITopicReader topics, IGrainFactory grains, TimeProvider time)
{
    /// <summary>A page must not wait longer for its chart.</summary>
    private static readonly TimeSpan HistoryWait = TimeSpan.FromSeconds(2);

    /// <summary>Null where no station has the number.</summary>
    public async ValueTask<StationPart?> Of(string id, PageFrames frames, CancellationToken cancellationToken)
    {
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number.ToString(CultureInfo.InvariantCulture) != id
            || (await topics.StationsAsync(cancellationToken)).Find(number) is not { } station)
        {
            return null;
        }

        return new StationPart
        {
            Station = station,
            Topic = await frames.Read<StationState>(TopicName.Station(number), cancellationToken),
            History = await ReadHistory(id, cancellationToken),
        };
    }

    private async ValueTask<ImmutableArray<Reading>?> ReadHistory(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IStationGrain>(id).History(cancellationToken).WaitAsync(HistoryWait, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or System.Net.Sockets.SocketException)
        {
            return null;
        }
    }
}
