using System.Collections.Immutable;

namespace Sokbo.Gateway.Pages.Weather;

/// <summary>Where the label of a station is written.</summary>
/// <param name="At">On the base line, at the beginning, the middle or the end of the text.</param>
/// <param name="Anchor">Which of them: <c>start</c>, <c>middle</c> or <c>end</c>.</param>
internal sealed record MapLabel(MapPoint At, string Anchor)
{
    /// <summary>Numbers of other stations that it lies over.</summary>
    public ImmutableArray<int> Over { get; init; } = [];

    /// <summary>Which names of meridians and parallels it takes the place of, by their order.</summary>
    public ImmutableArray<int> Instead { get; init; } = [];
}
