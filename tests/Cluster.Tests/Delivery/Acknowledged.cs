namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>A change that the API has confirmed.</summary>
internal sealed record Acknowledged(int Revision, string Headline);
