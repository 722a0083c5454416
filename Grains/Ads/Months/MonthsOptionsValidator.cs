using Microsoft.Extensions.Options;

namespace Sokbo.Grains.Ads.Months;

[OptionsValidator]
internal sealed partial class MonthsOptionsValidator : IValidateOptions<MonthsOptions>;
