using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

internal sealed class BreakingBandMapper : WireMapper<BreakingBand>
{
    protected override object Map(BreakingBand payload, WireStep step) => new WireBreaking
    {
        Items =
        [
            .. payload.Items.Select(item => new WireBreakingItem
            {
                ArticleId = item.ArticleId.Length > 0 ? item.ArticleId : item.Key,
                Id = item.IsByHand ? item.Id : null,
                Url = ArticleWire.Text(item.Url ?? ""),
                Revision = item.Revision,
                Headline = item.Headline,
                RaisedAt = item.RaisedAt.ToUnixTimeMilliseconds(),
                Sample = ArticleWire.Flag(item.Sample),
            }),
        ],
    };
}
