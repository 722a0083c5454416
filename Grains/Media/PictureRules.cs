using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Grains.Media;

/// <summary>Who may see a picture: everybody while any public article shows it, and nobody otherwise.</summary>
internal static class PictureRules
{
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
    public static PictureState Use(PictureState state, string article) =>
        state.Uses.Any(use => use.Article == article) ? state : state with { Uses = AddLast(state.Uses, new PictureUse(article, 0, Shown: false)) };

    /// <summary>What an article is now. The same object where that or something newer is known.</summary>
    public static PictureState Apply(PictureState state, ArticleContent content)
    {
        var known = state.Uses.FirstOrDefault(use => use.Article == content.Id);
        if (known?.Revision >= content.Version)
        {
            return state;
        }

        var hash = state.Info.Hash;
        var shown = !content.IsWithheld
            && (content.Blocks.Any(block => block.Kind == BlockKind.Image && PictureAddress.HashOf(block.Url) == hash) || content.Live?.Pictures.Contains(hash) == true);
        var uses = known is null ? state.Uses : state.Uses.Remove(known);
        return OweWhatGoes(state, state with { Uses = AddLast(uses, new PictureUse(content.Id, content.Version, shown)), WasShown = state.WasShown || shown });
    }

    /// <summary>The article is erased; with the last one that named it goes the picture. The same object where it was unknown.</summary>
    public static PictureState Forget(PictureState state, string article)
    {
        var uses = state.Uses.RemoveAll(use => use.Article == article);
        return uses.Length == state.Uses.Length ? state : OweWhatGoes(state, state with { Uses = uses, Removed = state.Removed || uses.IsEmpty });
    }

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
