using Microsoft.Extensions.Options;

namespace Sokbo.Grains.Articles;

[OptionsValidator]
internal sealed partial class ArticlesOptionsValidator : IValidateOptions<ArticlesOptions>;
