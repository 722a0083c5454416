using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

internal sealed class WarningsStateMapper : WireMapper<WarningsState>
{
    protected override object Map(WarningsState payload, WireStep step) => new WireWarnings
    {
        Region = payload.Region,
        CheckedAt = payload.CheckedAt?.ToUnixTimeMilliseconds(),
        Items =
        [
            .. payload.InForce.Select(report => new WireWarning
            {
                Zone = report.Zone,
                ZoneName = report.ZoneName,
                Kind = report.Kind,
                Level = report.Level,
                Severity = WarningWords.SeverityOf(report.Level),
                IssuedAt = report.IssuedAt.ToUnixTimeMilliseconds(),
                EffectiveAt = report.EffectiveAt?.ToUnixTimeMilliseconds(),
                EndsAt = report.EndsAt?.ToUnixTimeMilliseconds(),
                By = Attribution.Of(report.Source),
            }),
        ],
    };
}
