using Microsoft.Extensions.Options;

namespace Sokbo.Grains.Delivery;

[OptionsValidator]
internal sealed partial class TopicOwnerOptionsValidator : IValidateOptions<TopicOwnerOptions>;
