using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Ads.Leases;

[OptionsValidator]
internal sealed partial class LeasesOptionsValidator : IValidateOptions<LeasesOptions>;
