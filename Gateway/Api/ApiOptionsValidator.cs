using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Api;

[OptionsValidator]
internal sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
