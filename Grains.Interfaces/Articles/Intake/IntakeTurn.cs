namespace Sokbo.Grains.Interfaces.Articles.Intake;

/// <param name="Number">Grows with each turn.</param>
/// <param name="ETag">Of the last answer that was taken over; null for none.</param>
/// <param name="LastModified">Of the same.</param>
[GenerateSerializer, Immutable, Alias("articles.IntakeTurn")]
public sealed record IntakeTurn(
    [property: Id(0)] long Number,
    [property: Id(1)] string? ETag,
    [property: Id(2)] DateTimeOffset? LastModified);
