namespace Sokbo.Grains.Interfaces.Media;

/// <param name="Article">Id of an article.</param>
/// <param name="Revision">The public revision of it that is known; 0 for one that was going to name it, and may never have done so.</param>
/// <param name="Shown">Whether that revision is public and has the picture.</param>
[GenerateSerializer, Immutable, Alias("media.PictureUse")]
public sealed record PictureUse(
    [property: Id(0)] string Article,
    [property: Id(1)] int Revision,
    [property: Id(2)] bool Shown)
{
    /// <summary>When it said last that it is going to name it; of what is known by a public revision, nothing.</summary>
    [Id(3)] public DateTimeOffset At { get; init; }
}
