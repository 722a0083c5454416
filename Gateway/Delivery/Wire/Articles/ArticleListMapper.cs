using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

internal sealed class ArticleListMapper : WireMapper<ArticleList>
{
    protected override object Map(ArticleList payload, WireStep step) => new WireList
    {
        Cards = ArticleWire.Cards(payload.Cards),
        Places = ArticleWire.Places(payload.Places),
        Notice = ArticleWire.Notice(payload.Notice),
    };
}
