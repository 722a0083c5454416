namespace Sokbo.Gateway.Ads.Decisions;

/// <param name="Start">Place of the one that had the first turn, in the order of the ids.</param>
/// <param name="Turn">Turns of the round that were over.</param>
internal sealed record RotationResponse(int Start, int Turn)
{
    public static RotationResponse Of(TurnMark mark) => new(mark.Start, mark.Turn);
}
