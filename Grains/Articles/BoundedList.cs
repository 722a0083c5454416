using System.Collections.Immutable;

namespace Sokbo.Grains.Articles;

/// <summary>Lists that make room at the front.</summary>
internal static class BoundedList
{
    /// <summary>The list with the item last, and without its first ones where it would be longer than <paramref name="lengthMax"/>.</summary>
    public static ImmutableArray<T> AddLast<T>(this ImmutableArray<T> list, T item, int lengthMax) =>
        (list.Length < lengthMax ? list : list.RemoveRange(0, list.Length - lengthMax + 1)).Add(item);
}
