using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>What changed from one text to another: blocks by their longest common sequence, everything else by value.</summary>
internal static class Difference
{
    public static DifferenceResponse Between(ArticleVersion from, ArticleVersion to) => new()
    {
        From = from.Revision,
        To = to.Revision,
        Fields = [.. Fields(from.Draft, to.Draft)],
        Blocks = Blocks(Html(from), Html(to)),
    };

    /// <summary>Steps that turn the one list into the other, in order.</summary>
    public static BlockStep[] Blocks(ImmutableArray<string> from, ImmutableArray<string> to)
    {
        var common = Common(from, to);
        var steps = new List<BlockStep>(from.Length + to.Length);
        int left = 0, right = 0;
        while (left < from.Length || right < to.Length)
        {
            if (left < from.Length && right < to.Length && from[left] == to[right])
            {
                steps.Add(new BlockStep("same", from[left]));
                left++;
                right++;
            }
            else if (right >= to.Length || (left < from.Length && common[left + 1, right] >= common[left, right + 1]))
            {
                steps.Add(new BlockStep("removed", from[left++]));
            }
            else
            {
                steps.Add(new BlockStep("added", to[right++]));
            }
        }

        return [.. steps];
    }

    /// <summary>Length of the longest common sequence of what follows each pair of places; at most 500 blocks each.</summary>
    private static int[,] Common(ImmutableArray<string> from, ImmutableArray<string> to)
    {
        var lengths = new int[from.Length + 1, to.Length + 1];
        for (var left = from.Length - 1; left >= 0; left--)
        {
            for (var right = to.Length - 1; right >= 0; right--)
            {
                lengths[left, right] = from[left] == to[right]
                    ? lengths[left + 1, right + 1] + 1
                    : Math.Max(lengths[left + 1, right], lengths[left, right + 1]);
            }
        }

        return lengths;
    }

    private static IEnumerable<FieldChange> Fields(ArticleDraft from, ArticleDraft to)
    {
        (string Name, string From, string To)[] fields =
        [
            ("section", from.Section, to.Section),
            ("headline", from.Headline, to.Headline),
            ("summary", from.Summary, to.Summary),
            ("byline", from.Byline, to.Byline),
            ("region", from.Region ?? "", to.Region ?? ""),
            ("tags", Join(from.Tags), Join(to.Tags)),
            ("urgency", Number(from.Urgency), Number(to.Urgency)),
            ("breaking", Mark(from.Breaking), Mark(to.Breaking)),
            ("sample", Mark(from.Sample), Mark(to.Sample)),
            ("canonicalUrl", from.Canonical ?? "", to.Canonical ?? ""),
            ("related", Join(from.Related), Join(to.Related)),
            ("expiresAt", Moment(from.ExpiresAt), Moment(to.ExpiresAt)),
        ];
        return fields.Where(field => field.From != field.To).Select(field => new FieldChange(field.Name, field.From, field.To));
    }

    private static string Join(ImmutableArray<string> values) => values.IsDefaultOrEmpty ? "" : string.Join(", ", values);

    /// <summary>Nobody has said how urgent it is.</summary>
    private static string Number(int urgency) => urgency == 0 ? "" : urgency.ToString(CultureInfo.InvariantCulture);

    private static string Mark(bool isSet) => isSet ? "true" : "false";

    private static string Moment(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture) ?? "";

    private static ImmutableArray<string> Html(ArticleVersion version) => [.. version.Draft.Blocks.Select(block => ArticleBody.Render([block]))];
}
