namespace Sokbo.Gateway.Ads.Imports;

/// <param name="Url">A path on the site; empty when refused.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Refusal">What is wrong with it, and what to do; null for nothing.</param>
internal sealed record ImportedImage(string Url, int Width, int Height, string? Refusal = null);
