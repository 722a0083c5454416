using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Ads;

[OptionsValidator]
internal sealed partial class AdsOptionsValidator : IValidateOptions<AdsOptions>;
