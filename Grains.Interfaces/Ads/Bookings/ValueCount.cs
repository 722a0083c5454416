namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>Requests of pages that had one value that conditions can name.</summary>
/// <param name="Value"><c>section:</c>, <c>tag:</c>, <c>device:</c> or <c>referrer:</c> with the value, or <c>key:</c> with key, <c>=</c> and value; lower case but for sections.</param>
/// <param name="Count">How many.</param>
[GenerateSerializer, Immutable, Alias("ads.ValueCount")]
public sealed record ValueCount([property: Id(0)] string Value, [property: Id(1)] double Count);
