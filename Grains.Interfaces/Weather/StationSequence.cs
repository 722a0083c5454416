using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>
/// Finds the stations of rows that come without numbers, as in the text of a page. Only what is certain counts: the name as
/// the table has it, or a place in the order of numbers that only one station can have. A name that is only like another is
/// nobody's: 춘천 and 북춘천 are two places.
/// </summary>
public static class StationSequence
{
    /// <summary>Number of the station of each row; 0 where it is not certain. Rows that have a number keep it.</summary>
    public static ImmutableArray<int> NumbersOf(ImmutableArray<ObservationRow> rows, StationDirectory stations)
    {
        if (rows.All(row => row.StationId != 0))
        {
            return [.. rows.Select(row => row.StationId)];
        }

        var numbers = rows.Select(row => row.StationId).ToArray();
        var byName = stations.Open.GroupBy(station => station.Name).Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.First().Number);
        for (var index = 0; index < numbers.Length; index++)
        {
            if (numbers[index] == 0)
            {
                numbers[index] = byName.GetValueOrDefault(PlainNameOf(rows[index].Name));
            }
        }

        FillBetween(numbers, stations.Ticker);
        return [.. numbers];
    }

    /// <summary>Without a remark in brackets behind it, as in 홍성(예).</summary>
    private static string PlainNameOf(string? name)
    {
        var trimmed = name?.Trim() ?? "";
        return trimmed.EndsWith(')') && trimmed.IndexOf('(', StringComparison.Ordinal) is var open && open > 0 ? trimmed[..open].TrimEnd() : trimmed;
    }

    /// <summary>Between two known rows, as many rows as stations lie between them are these, if all known rows are in order.</summary>
    private static void FillBetween(int[] numbers, ImmutableArray<StationInfo> order)
    {
        var places = order.Select((station, place) => (station.Number, place)).ToDictionary(pair => pair.Number, pair => pair.place);
        var known = numbers.Where(number => number != 0).ToList();
        if (known.Any(number => !places.ContainsKey(number)) || !known.Zip(known.Skip(1)).All(pair => places[pair.First] < places[pair.Second]))
        {
            return;
        }

        var (lastIndex, lastPlace) = (-1, -1);
        for (var index = 0; index <= numbers.Length; index++)
        {
            if (index < numbers.Length && numbers[index] == 0)
            {
                continue;
            }

            var place = index < numbers.Length ? places[numbers[index]] : order.Length;
            if (place - lastPlace == index - lastIndex)
            {
                for (var between = lastIndex + 1; between < index; between++)
                {
                    numbers[between] = order[lastPlace + between - lastIndex].Number;
                }
            }

            (lastIndex, lastPlace) = (index, place);
        }
    }
}
