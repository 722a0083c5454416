using Markdig.Parsers;

namespace Sokbo.Gateway.Articles;

/// <summary>
/// Numbered lists of Markdown begin with 1. Blocks keep no other number, so a line that begins with <c>2026. 11. 27.</c>
/// would lose its date.
/// </summary>
internal sealed class NumberedItems : NumberedListItemParser
{
    public override bool TryParse(BlockProcessor state, char pendingBulletType, out ListInfo result)
    {
        var start = state.Line;
        if (base.TryParse(state, pendingBulletType, out result) && (pendingBulletType != '\0' || result.OrderedStart == "1"))
        {
            return true;
        }

        state.Line = start;
        return false;
    }
}
