namespace Sokbo.Gateway.Articles;

/// <param name="Step">same, removed or added.</param>
/// <param name="Html">The block.</param>
internal sealed record BlockStep(string Step, string Html);
