using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>A change to something of advertising.</summary>
/// <param name="OperationId">The same for every repetition of one act.</param>
/// <param name="Expectation">The revision it is meant for.</param>
[GenerateSerializer, Immutable, Alias("ads.AdsAct")]
public sealed record AdsAct([property: Id(0)] string OperationId, [property: Id(1)] RevisionExpectation Expectation);
