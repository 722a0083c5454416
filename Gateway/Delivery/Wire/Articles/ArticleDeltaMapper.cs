using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

internal sealed class ArticleDeltaMapper : WireMapper<ArticleDelta>
{
    protected override object Map(ArticleDelta payload, WireStep step) => new WireArticleDelta
    {
        Revision = payload.Revision,
        Stage = ArticleWire.Stage(payload.Stage),
        ModifiedAt = payload.ModifiedAt.ToUnixTimeMilliseconds(),
        Section = payload.Section,
        Headline = payload.Headline,
        Summary = payload.Summary,
        Blocks = payload.Blocks is { } blocks ? ArticleWire.Blocks(blocks) : null,
        Byline = payload.Byline,
        AddedNotes = payload.AddedNotes.IsDefaultOrEmpty ? null : ArticleWire.Notes(payload.AddedNotes),
        Breaking = payload.Breaking,
        CorrectionRequestedAt = payload.CorrectionRequestedAt?.ToUnixTimeMilliseconds(),
        Live = LiveWire.Delta(payload.Live),
    };
}
