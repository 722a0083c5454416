using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

/// <summary>Which stations a site shows.</summary>
internal static class SiteStations
{
    /// <summary>Those that the site names and that exist, each once, in its order; all where it names none.</summary>
    public static IEnumerable<T> Of<T>(SiteInfo site, IEnumerable<T> all, Func<T, int> numberOf)
    {
        if (site.Stations.IsEmpty)
        {
            return all;
        }

        var byNumber = all.ToDictionary(numberOf);
        return site.Stations.Where(byNumber.ContainsKey).Distinct().Select(number => byNumber[number]);
    }
}
