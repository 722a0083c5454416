using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Pages.Weather;

/// <summary>How a reader wants to see the stations: what stands in the address of the page.</summary>
public sealed record WeatherQuery(StationSort Sort, bool Descending, WeatherRegion? Region)
{
    private const string DescendingOrder = "desc";

    /// <summary>Null where there is no such region. A sort that nobody knows is none.</summary>
    public static WeatherQuery? Of(IQueryCollection query)
    {
        var wanted = query["region"].ToString();
        var region = StationTable.Regions.FirstOrDefault(region => region.Id == wanted);
        return wanted.Length > 0 && region is null
            ? null
            : new WeatherQuery(SortOf(query["sort"]), query["order"] == DescendingOrder, region);
    }

    /// <summary>As the column tells assistive technology; null for a column that nothing is sorted by.</summary>
    public string? AriaSort(StationSort column) => column != Sort ? null : Descending ? "descending" : "ascending";

    /// <summary>The address that sorts by the column, and the other way where it is sorted by it already.</summary>
    public string SortedBy(StationSort column, PageLanguage language) =>
        Address(language, Region, column, column == Sort && !Descending);

    /// <summary>The address of the same table for another region; null for all.</summary>
    public string In(WeatherRegion? region, PageLanguage language) => Address(language, region, Sort, Descending);

    private static string Address(PageLanguage language, WeatherRegion? region, StationSort sort, bool descending)
    {
        string?[] parts =
        [
            region is null ? null : $"region={region.Id}",
            sort == StationSort.None ? null : $"sort={NameOf(sort)}",
            sort != StationSort.None && descending ? $"order={DescendingOrder}" : null,
            language == PageLanguage.English ? "lang=en" : null,
        ];
        var query = string.Join('&', parts.Where(part => part is not null));
        return query.Length == 0 ? "/weather" : $"/weather?{query}";
    }

    public static string NameOf(StationSort sort) => sort switch
    {
        StationSort.Name => "name",
        StationSort.Region => "region",
        StationSort.Temperature => "temperature",
        _ => "",
    };

    private static StationSort SortOf(string? name) =>
        Enum.GetValues<StationSort>().FirstOrDefault(sort => sort != StationSort.None && NameOf(sort) == name);
}
