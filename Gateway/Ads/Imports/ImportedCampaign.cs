namespace Sokbo.Gateway.Ads.Imports;

/// <param name="Row">The first row that names it.</param>
/// <param name="Request">As the API would take it.</param>
/// <param name="Creatives">One for each of its rows.</param>
internal sealed record ImportedCampaign(ImportRow Row, CampaignRequest Request, IReadOnlyList<ImportedCreative> Creatives);
