using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Frames;

namespace Sokbo.Gateway.Ads;

/// <param name="Decisions">One for each slot that was asked for, in order.</param>
/// <param name="CapToken">What the page sends with its next request; absent when there is nothing to remember.</param>
internal sealed record DecisionsResponse(ImmutableArray<AdDecision> Decisions, string? CapToken = null)
{
    /// <summary>With the addresses of frames made whole. Where there is no origin for them, a page gets none and shows nothing in its place.</summary>
    public DecisionsResponse InFramesOf(FrameOrigins frames, HttpRequest request)
    {
        foreach (var decision in Decisions)
        {
            if (decision.Creative?.FrameUrl is not null)
            {
                var origin = frames.Of(request);
                return this with { Decisions = [.. Decisions.Select(decision => InFramesOf(decision, origin))] };
            }
        }

        return this;
    }

    private static AdDecision InFramesOf(AdDecision decision, string? origin) => decision.Creative is { FrameUrl: { } path } creative
        ? decision with { Creative = creative with { FrameUrl = origin is null ? null : origin + path } }
        : decision;
}
