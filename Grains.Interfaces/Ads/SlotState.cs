using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>State of <c>slot/{site}/{id}</c>: settings and withdrawals, never a choice of banner.</summary>
[GenerateSerializer, Immutable, Alias("ads.SlotState")]
public sealed record SlotState : TopicPayload
{
    [Id(0)] public required string Site { get; init; }

    [Id(1)] public required string Id { get; init; }

    /// <summary>Grows by 1 with each change of the settings.</summary>
    [Id(2)] public required int Revision { get; init; }

    /// <summary>Allowed sizes as <c>728x90</c>, largest first; the slot reserves the height of the first.</summary>
    [Id(3)] public required ImmutableArray<string> Sizes { get; init; }

    /// <summary>Seconds of viewable time before a page asks for the next banner.</summary>
    [Id(4)] public required int IntervalSeconds { get; init; }

    /// <summary>
    /// Grows by 1 whenever what may run in the slot changes: an open page that shows nothing, or the house banner, asks again.
    /// </summary>
    [Id(5)] public required int LineupVersion { get; init; }

    /// <summary>Creatives that must not be on any screen now, the most recently withdrawn last, at most <see cref="WithdrawnMax"/>.</summary>
    [Id(6)] public ImmutableArray<string> Withdrawn { get; init; } = [];

    [Id(7)] public SlotPresentation Presentation { get; init; } = SlotPresentation.Default;

    public const int WithdrawnMax = 200;
}
