using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Pages.Weather;

/// <summary>A row of the table of stations.</summary>
public sealed record StationLine(StationView View, StationInfo Station)
{
    /// <summary>
    /// Sorted: names and regions by their letters and the order of the regions, temperatures with those that show none at the
    /// end whichever way. Equal ones keep the order in which they came.
    /// </summary>
    public static ImmutableArray<StationLine> Sort(ImmutableArray<StationLine> lines, StationSort sort, bool descending, PageLanguage language)
    {
        IEnumerable<StationLine> sorted = sort switch
        {
            StationSort.Name => By(lines, line => line.NameIn(language), StringComparer.Ordinal, descending),
            StationSort.Region => By(lines, line => StationTable.Regions.IndexOf(line.Station.Region), Comparer<int>.Default, descending),
            StationSort.Temperature => By(lines.Where(line => line.Shows), line => line.View.Row.Tenths!.Value, Comparer<int>.Default, descending)
                .Concat(lines.Where(line => !line.Shows)),
            _ => lines,
        };
        return [.. sorted];
    }

    public bool Shows => View.Age != ReadingAge.Gone;

    /// <summary>A value that is shown although something newer should have come.</summary>
    public bool IsLate => View.Age == ReadingAge.Old;

    public string NameIn(PageLanguage language) => language == PageLanguage.English ? Station.NameEnglish : Station.Name;

    public string RegionIn(PageLanguage language) =>
        language == PageLanguage.English ? Station.Region.NameEnglish : Station.Region.Name;

    private static IOrderedEnumerable<StationLine> By<T>(
        IEnumerable<StationLine> lines, Func<StationLine, T> key, IComparer<T> comparer, bool descending) =>
        descending ? lines.OrderByDescending(key, comparer) : lines.OrderBy(key, comparer);
}
