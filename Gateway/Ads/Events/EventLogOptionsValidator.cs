using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Ads.Events;

[OptionsValidator]
internal sealed partial class EventLogOptionsValidator : IValidateOptions<EventLogOptions>;
