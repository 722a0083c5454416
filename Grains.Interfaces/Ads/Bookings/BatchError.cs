namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>Why a step cannot be carried out.</summary>
/// <param name="Step">Its place in the batch, from 0.</param>
/// <param name="Verdict">What stands in the way; <see cref="AdsVerdict.Done"/> where it is room.</param>
/// <param name="Current">The revision that stands.</param>
/// <param name="Room">Where there is too little room.</param>
[GenerateSerializer, Immutable, Alias("ads.BatchError")]
public sealed record BatchError(
    [property: Id(0)] int Step,
    [property: Id(1)] AdsVerdict Verdict,
    [property: Id(2)] int Current,
    [property: Id(3)] Availability? Room);
