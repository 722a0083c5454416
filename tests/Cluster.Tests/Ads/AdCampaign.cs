namespace Sokbo.Cluster.Tests.Ads;

internal sealed record AdCampaign(string Id, string Pricing, long Goal);
