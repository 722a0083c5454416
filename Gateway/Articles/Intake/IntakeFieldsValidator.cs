using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>Each value by itself.</summary>
[OptionsValidator]
internal sealed partial class IntakeFieldsValidator : IValidateOptions<IntakeOptions>;
