using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Ads.Decisions;

[OptionsValidator]
internal sealed partial class DecisionsOptionsValidator : IValidateOptions<DecisionsOptions>;
