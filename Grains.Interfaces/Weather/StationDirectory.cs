using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>The stations as they are: the table that comes with the product, and over it what operators added and changed.</summary>
public sealed class StationDirectory
{
    /// <summary>Changed and added stations; KMA has about 650 automatic ones.</summary>
    public const int ChangesMax = 1_500;

    /// <summary>Rows of the ticker, which every reader gets.</summary>
    public const int TickerMax = 250;

    /// <summary>Worked out once for a set of changes, which is replaced and never altered.</summary>
    private static readonly ConditionalWeakTable<StationInfo[], StationDirectory> Known = [];

    private readonly FrozenDictionary<int, StationInfo> _byNumber;
    private readonly FrozenDictionary<int, int> _places;

    private StationDirectory(IEnumerable<StationInfo> changes)
    {
        var byNumber = StationTable.All.ToDictionary(station => station.Number);
        foreach (var change in changes)
        {
            byNumber[change.Number] = change;
        }

        _byNumber = byNumber.ToFrozenDictionary();
        All = [.. byNumber.Values.OrderBy(station => station.Number)];
        Open = [.. All.Where(station => station.IsOpen)];
        Ticker = [.. Open.Where(station => station.InTicker)];
        _places = Open.Select((station, place) => (station.Number, place)).ToFrozenDictionary(pair => pair.Number, pair => pair.place);
    }

    /// <summary>Without any change.</summary>
    public static StationDirectory Shipped { get; } = new([]);

    /// <summary>In ascending number, closed ones too.</summary>
    public ImmutableArray<StationInfo> All { get; }

    public ImmutableArray<StationInfo> Open { get; }

    /// <summary>Those with a row in the ticker, in its order.</summary>
    public ImmutableArray<StationInfo> Ticker { get; }

    public static StationDirectory Of(ImmutableArray<StationInfo> changes) => changes.IsDefaultOrEmpty
        ? Shipped
        : Known.GetValue(ImmutableCollectionsMarshal.AsArray(changes)!, static changes => new StationDirectory(changes));

    /// <summary>Also a closed one.</summary>
    public StationInfo? Find(int number) => _byNumber.GetValueOrDefault(number);

    /// <summary>Place among <see cref="Open"/>; null for others.</summary>
    public int? PlaceOf(int number) => _places.TryGetValue(number, out var place) ? place : null;
}
