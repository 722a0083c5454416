using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Media;

/// <summary>Each value by itself.</summary>
[OptionsValidator]
internal sealed partial class MediaFieldsValidator : IValidateOptions<MediaOptions>;
