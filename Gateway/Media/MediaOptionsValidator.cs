using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Media;

[OptionsValidator]
internal sealed partial class MediaOptionsValidator : IValidateOptions<MediaOptions>;
