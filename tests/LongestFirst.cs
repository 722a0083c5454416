using Xunit.Sdk;
using Xunit.v3;

namespace Sokbo.Tests;

/// <summary>
/// Collections run one beside another, each by itself from its first test to its last: those that take longest begin, so that
/// none of them is left alone at the end. Compiled into each project that orders its own.
/// </summary>
/// <param name="longest">Parts of their names, the longest first.</param>
public abstract class LongestFirst(params string[] longest) : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    private int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var place = Array.FindIndex(longest, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return place < 0 ? longest.Length : place;
    }
}
