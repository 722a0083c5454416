using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Delivery;

[OptionsValidator]
internal sealed partial class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>;
