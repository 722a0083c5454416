using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Sokbo.Grains.Interfaces.Articles.Archives;

/// <summary>
/// What makes two texts the same to who searches: letters in their compatible form (NFKC) and in lower case, the many dots
/// of Korean lists as spaces. Hangul is found by pairs of syllables, since words carry their particles; other words as a
/// whole. Pure: the index and who checks its answers use the same rules.
/// </summary>
public static class SearchText
{
    public const int QueryLengthMax = 100;

    public const int TermsMax = 8;

    /// <summary>Of one article; a longer text is found by its beginning.</summary>
    public const int GramsMax = 8_000;

    /// <summary>U+00B7 and what is typed instead of it; U+318D is a letter and would be part of a word.</summary>
    private const string Dots = "\u00B7\u2022\u2024\u2027\u2219\u22C5\u30FB\uFF65\u318D\u119E";

    private static readonly SearchValues<char> DotLetters = SearchValues.Create(Dots);

    /// <summary>All that is searched of an article, in lines; of a live blog the posts that its page begins with, and its key posts.</summary>
    public static string Of(ArticleContent article)
    {
        var text = new StringBuilder(article.Headline).Append('\n').Append(article.Summary);
        foreach (var tag in article.Tags.IsDefault ? [] : article.Tags)
        {
            text.Append('\n').Append(tag);
        }

        AddBlocks(text, article.Blocks);
        foreach (var post in article.Live?.Posts ?? [])
        {
            AddBlocks(text.Append('\n').Append(post.Text.Headline), post.Text.Blocks);
        }

        foreach (var key in article.Live?.Keys ?? [])
        {
            text.Append('\n').Append(key.Headline);
        }

        return text.ToString();
    }

    /// <summary>The terms of a query, each once; empty where nothing of it can be searched for.</summary>
    public static ImmutableArray<SearchTerm> Terms(string query) => [.. Runs(query).Distinct().Take(TermsMax)];

    /// <summary>By what the index finds a text.</summary>
    public static IReadOnlySet<uint> Grams(string text)
    {
        var grams = new HashSet<uint>();
        foreach (var run in Runs(text))
        {
            foreach (var gram in Grams(run, inText: true))
            {
                if (grams.Count >= GramsMax)
                {
                    return grams;
                }

                grams.Add(gram);
            }
        }

        return grams;
    }

    /// <summary>What a text must have to hold all terms; it may have it and not hold them.</summary>
    public static ImmutableArray<uint> Grams(ImmutableArray<SearchTerm> terms) => [.. terms.SelectMany(term => Grams(term, inText: false)).Distinct()];

    /// <summary>
    /// Whether the text holds all terms: Hangul anywhere, one syllable alone where a word begins with it, other words whole.
    /// </summary>
    public static bool Matches(string text, ImmutableArray<SearchTerm> terms)
    {
        var folded = Fold(text);
        return terms.All(term => Holds(folded, term));
    }

    /// <summary>The letters of a term are of one kind, so that where they stand they are part of one run.</summary>
    private static bool Holds(string folded, SearchTerm term)
    {
        var kind = term.Joined ? Kind.Joined : Kind.Word;
        for (var at = folded.IndexOf(term.Text, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(term.Text, at + 1, StringComparison.Ordinal))
        {
            var begins = at == 0 || KindOf(folded[at - 1]) != kind;
            var end = at + term.Text.Length;
            if (term.Joined ? begins || term.Text.Length > 1 : begins && (end == folded.Length || KindOf(folded[end]) != kind))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<uint> Grams(SearchTerm run, bool inText)
    {
        if (!run.Joined)
        {
            yield return Hash(run.Text);
            yield break;
        }

        if (inText || run.Text.Length == 1)
        {
            // No pair looks like this: a pair's first letter is not zero.
            yield return run.Text[0];
        }

        for (var index = 1; index < run.Text.Length; index++)
        {
            yield return ((uint)run.Text[index - 1] << 16) | run.Text[index];
        }
    }

    private static IEnumerable<SearchTerm> Runs(string text)
    {
        var folded = Fold(text);
        var start = 0;
        for (var index = 0; index <= folded.Length; index++)
        {
            var kind = index < folded.Length ? KindOf(folded[index]) : Kind.None;
            var before = index > start ? KindOf(folded[start]) : kind;
            if (index > start && kind != before)
            {
                if (before != Kind.None)
                {
                    yield return new SearchTerm(folded[start..index], before == Kind.Joined);
                }

                start = index;
            }
        }
    }

    private static string Fold(string text)
    {
        // Half a pair of surrogates cannot be brought into a form, and is U+FFFD among runes.
        var whole = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : string.Concat(text.EnumerateRunes());
        var plain = whole.AsSpan().ContainsAny(DotLetters) ? string.Create(whole.Length, whole, static (letters, from) => from.AsSpan().ReplaceAny(letters, DotLetters, ' ')) : whole;
        return (plain.IsNormalized(NormalizationForm.FormKC) ? plain : plain.Normalize(NormalizationForm.FormKC)).ToLowerInvariant();
    }

    private static Kind KindOf(char letter) => letter switch
    {
        >= '\uAC00' and <= '\uD7A3' or >= '\u1100' and <= '\u11FF' or >= '\u3130' and <= '\u318F' => Kind.Joined,
        >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' => Kind.Joined,
        _ when char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) => Kind.Word,
        _ => Kind.None,
    };

    /// <summary>FNV-1a over the letters.</summary>
    private static uint Hash(string word)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in word)
        {
            hash = (hash ^ letter) * 16_777_619u;
        }

        return hash;
    }

    private static void AddBlocks(StringBuilder text, ImmutableArray<ArticleBlock> blocks)
    {
        foreach (var block in blocks)
        {
            text.Append('\n').Append(Plain(block.Html));
            foreach (var item in (block.Items.IsDefault ? [] : block.Items).Concat((block.Rows.IsDefault ? [] : block.Rows).SelectMany(row => row)))
            {
                text.Append('\n').Append(Plain(item));
            }
        }
    }

    /// <summary>Inline markup was written by us: every &lt; in it opens a tag, and a break parts words.</summary>
    private static string Plain(string html)
    {
        if (!html.AsSpan().ContainsAny('<', '&'))
        {
            return html;
        }

        var text = new StringBuilder(html.Length);
        for (var index = 0; index < html.Length; index++)
        {
            if (html[index] != '<')
            {
                text.Append(html[index]);
                continue;
            }

            if (html.AsSpan(index).StartsWith("<br", StringComparison.Ordinal))
            {
                text.Append('\n');
            }

            var end = html.IndexOf('>', index);
            index = end < 0 ? html.Length : end;
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    private enum Kind
    {
        None = 0,
        Joined = 1,
        Word = 2,
    }
}
