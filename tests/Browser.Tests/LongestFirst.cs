using Sokbo.Browser.Tests.Ads;
using Xunit.Sdk;
using Xunit.v3;

namespace Sokbo.Browser.Tests;

/// <summary>
/// Collections run one beside another, each by itself from its first test to its last: those that take longest begin, so that
/// none of them is left alone at the end.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        PageTest.SharedPublication, nameof(AdvertiserPageTests), nameof(CountingTests), nameof(UnseenTests), nameof(OutageTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var place = Array.FindIndex(Longest, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return place < 0 ? Longest.Length : place;
    }
}
