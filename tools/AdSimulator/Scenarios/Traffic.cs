using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.AdSimulator.Scenarios;

/// <summary>What readers ask for.</summary>
internal sealed record Traffic
{
    /// <summary>Mean over a day without spikes, all gateways and slots together.</summary>
    public required double DecisionsPerSecond { get; init; }

    /// <summary>Traffic by hour of the day in Seoul, in parts of any unit.</summary>
    public required ImmutableArray<double> ByHour { get; init; }

    public ImmutableArray<Spike> Spikes { get; init; } = [];

    /// <summary>Slots and their parts of the decisions, in any unit.</summary>
    public ImmutableArray<(string Slot, double Part)> Slots { get; init; } = [("slot", 1)];

    /// <summary>Decisions a second at a moment.</summary>
    public double At(DateTimeOffset moment)
    {
        var local = moment.ToOffset(SeoulDay.Offset);
        var rate = DecisionsPerSecond * ByHour[local.Hour] / ByHour.Average();
        foreach (var spike in Spikes)
        {
            if (moment >= spike.At && moment < spike.At.AddMinutes(spike.Minutes))
            {
                rate *= spike.Factor;
            }
        }

        return rate;
    }
}
