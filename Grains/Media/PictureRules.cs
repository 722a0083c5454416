using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Grains.Media;

/// <summary>Who may see a picture: everybody while any public article shows it, and nobody otherwise.</summary>
internal static class PictureRules
{
    /// <summary>Articles that are asked at once.</summary>
    public const int AskedMax = 100;

    /// <summary>How long an article may take to name it after it has said so: many times longer than both calls are waited for.</summary>
    public static readonly TimeSpan PromisedFor = TimeSpan.FromMinutes(10);

    /// <summary>The same object where nothing is new.</summary>
    public static PictureState Register(PictureState? state, PictureInfo info)
    {
        if (state is null)
        {
            return new PictureState { Info = info };
        }

        if (state.Deleted)
        {
            return state with { Info = info, Deleted = false };
        }

        var known = state.Info;
        var alt = known.Alt.Length > 0 ? known.Alt : info.Alt;
        var credit = known.Credit.Length > 0 ? known.Credit : info.Credit;
        return alt == known.Alt && credit == known.Credit ? state : state with { Info = known with { Alt = alt, Credit = credit } };
    }

    /// <summary>An article is going to name it. The same object where that is known.</summary>
    public static PictureState Use(PictureState state, string article, DateTimeOffset now)
    {
        var known = state.Uses.FirstOrDefault(use => use.Article == article);
        return known is { Revision: > 0 } || (known is not null && now - known.At < PromisedFor / 2)
            ? state
            : state with { Uses = AddLast(known is null ? state.Uses : state.Uses.Remove(known), new PictureUse(article, 0, Shown: false) { At = now }) };
    }

    /// <summary>What an article is now. The same object where that or something newer is known.</summary>
    public static PictureState Apply(PictureState state, ArticleContent content)
    {
        var known = state.Uses.FirstOrDefault(use => use.Article == content.Id);
        if (known?.Revision >= content.Version || (known is null && content.Stage == ArticleStage.Retracted))
        {
            // One that was erased and is forgotten must not come back by an announcement that was late.
            return state;
        }

        var hash = state.Info.Hash;
        var shown = !content.IsWithheld
            && (content.Blocks.Any(block => block.Kind == BlockKind.Image && PictureAddress.HashOf(block.Url) == hash) || content.Live?.Pictures.Contains(hash) == true);
        var uses = known is null ? state.Uses : state.Uses.Remove(known);
        return OweWhatGoes(state, state with { Uses = AddLast(uses, new PictureUse(content.Id, content.Version, shown)), WasShown = state.WasShown || shown });
    }

    /// <summary>
    /// The article is erased; with the last one that names it goes the picture. Those that were only going to name it stand in
    /// the way until it is known of one that it does, or of all that they do not; so long the erased one is kept, and shows
    /// nothing. The same object where nothing is new.
    /// </summary>
    /// <param name="state">The picture.</param>
    /// <param name="article">The one that is erased.</param>
    /// <param name="names">What those of <see cref="InDoubt"/> have answered: whether they name it.</param>
    public static PictureState Forget(PictureState state, string article, IReadOnlyDictionary<string, bool> names)
    {
        if (state.Uses.FirstOrDefault(use => use.Article == article) is not { } erased)
        {
            return state;
        }

        var left = state.Uses.RemoveAll(use => names.TryGetValue(use.Article, out var isNamed) && !isNamed);
        var others = left.Remove(erased);
        var isKnown = others.IsEmpty || others.Any(use => use.Revision > 0 || names.ContainsKey(use.Article));
        var uses = isKnown ? others : left.Replace(erased, erased with { Shown = false });
        return uses.AsSpan().SequenceEqual(state.Uses.AsSpan()) ? state : OweWhatGoes(state, state with { Uses = uses, Removed = state.Removed || uses.IsEmpty });
    }

    /// <summary>
    /// Of which article it must be asked whether it names the picture, now that another one is erased. One whose call may still
    /// be under way is not asked yet.
    /// </summary>
    public static ImmutableArray<string> InDoubt(PictureState state, string erased, DateTimeOffset now) => state.Uses.All(use => use.Article != erased)
        ? []
        : [.. state.Uses.Where(use => use.Article != erased && use.Revision == 0 && now - use.At >= PromisedFor).Take(AskedMax).Select(use => use.Article)];

    /// <summary>Its files are gone, and so is what was said of it.</summary>
    public static PictureState Clear(PictureState state) =>
        state with { Info = state.Info with { Alt = "", Credit = "", Holder = "" }, Uses = [], Removed = false, Deleted = true };

    /// <summary>
    /// Caches are told of what readers saw until now, by whatever act it went, and once more of what is deleted.
    /// </summary>
    private static PictureState OweWhatGoes(PictureState before, PictureState after) =>
        (before.IsShown && !after.IsShown) || (before.WasShown && !before.Removed && after.Removed) ? after with { PurgeOwed = true } : after;

    /// <summary>Those that show nothing make room first.</summary>
    private static ImmutableArray<PictureUse> AddLast(ImmutableArray<PictureUse> uses, PictureUse use)
    {
        if (uses.Length >= PictureState.UsesMax)
        {
            var hidden = uses.IndexOf(uses.FirstOrDefault(other => !other.Shown)!);
            uses = uses.RemoveAt(Math.Max(0, hidden));
        }

        return uses.Add(use);
    }
}
