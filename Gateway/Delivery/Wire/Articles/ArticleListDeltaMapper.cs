using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

internal sealed class ArticleListDeltaMapper : WireMapper<ArticleListDelta>
{
    protected override object Map(ArticleListDelta payload, WireStep step) => new WireListDelta
    {
        Upserted = payload.Upserted.IsDefaultOrEmpty ? null : ArticleWire.Cards(payload.Upserted),
        Removed = payload.Removed.IsDefaultOrEmpty ? null : payload.Removed,
        Places = ArticleWire.Places(payload.Places),
        Notice = ArticleWire.Notice(payload.Notice),
    };
}
