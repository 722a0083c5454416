using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

internal sealed class ArticleContentMapper : WireMapper<ArticleContent>
{
    protected override object Map(ArticleContent payload, WireStep step) => new WireArticle
    {
        Id = payload.Id,
        Site = payload.Site,
        Section = payload.Section,
        Revision = payload.Revision,
        Stage = ArticleWire.Stage(payload.Stage),
        Headline = payload.Headline,
        Summary = ArticleWire.Text(payload.Summary),
        Blocks = ArticleWire.Blocks(payload.Blocks),
        Byline = ArticleWire.Text(payload.Byline),
        FirstPublishedAt = payload.FirstPublishedAt.ToUnixTimeMilliseconds(),
        ModifiedAt = payload.ModifiedAt.ToUnixTimeMilliseconds(),
        Notes = ArticleWire.Notes(payload.Notes),
        RetractionReason = ArticleWire.Text(payload.RetractionReason),
        Breaking = ArticleWire.Flag(payload.Breaking),
        Sample = ArticleWire.Flag(payload.Sample),
        CorrectionRequestedAt = payload.CorrectionRequestedAt?.ToUnixTimeMilliseconds(),
        HeldUntil = payload.HeldUntil?.ToUnixTimeMilliseconds(),
        Live = LiveWire.Live(payload.Live),
    };
}
