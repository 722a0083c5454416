namespace Sokbo.Gateway.Ads.Imports;

/// <param name="Row">In which it stands.</param>
/// <param name="Request">As the API would take it.</param>
internal sealed record ImportedCreative(ImportRow Row, CreativeRequest Request);
