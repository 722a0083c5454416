using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles.Archives;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Articles.Archives;

/// <summary>What a reader looks for.</summary>
/// <param name="Text">As it was typed, without white space around it.</param>
/// <param name="Terms">At least one.</param>
/// <param name="After">Where the page before has ended; null for the first page.</param>
public sealed record SearchQuery(string Text, ImmutableArray<SearchTerm> Terms, string? After)
{
    /// <summary>Null where nothing can be searched for: no letter in it, or too long.</summary>
    public static SearchQuery? Of(string? text, string? after)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length is 0 or > SearchText.QueryLengthMax)
        {
            return null;
        }

        var terms = SearchText.Terms(trimmed);
        return terms.IsEmpty ? null : new SearchQuery(trimmed, terms, after is not null && Identifier.IsValid(after) ? after : null);
    }
}
