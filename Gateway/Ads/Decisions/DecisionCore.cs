using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>The decision itself. Requests and records go through the same code, so that a record is decided as the request was.</summary>
internal static class DecisionCore
{
    /// <param name="slot">What may run in the slot.</param>
    /// <param name="inputs">What the request brought.</param>
    /// <param name="numbers">Where numbers come from.</param>
    /// <param name="turns">Where rotations are.</param>
    /// <param name="without">Receives the campaigns that came into question and had no number.</param>
    public static Choice Choose<TNumbers, TTurns>(
        CompiledSlot slot, in DecisionInputs inputs, ref TNumbers numbers, ref TTurns turns, Span<ulong> without)
        where TNumbers : struct, INumbers
        where TTurns : struct, ITurns
    {
        var catalogue = slot.Catalogue;
        Span<ulong> matching = stackalloc ulong[catalogue.Words];
        Span<ulong> competitors = stackalloc ulong[catalogue.Words];
        Span<ulong> set = stackalloc ulong[catalogue.Words];
        competitors.Clear();
        slot.Candidates.CopyTo(matching);
        catalogue.Index.Match(inputs.Values, matching);
        catalogue.AddLabelled(inputs.Labels, competitors);

        var reason = DecisionReason.NoCandidate;
        for (var tier = 0; tier < Tier.Count; tier++)
        {
            matching.CopyTo(set);
            CampaignBits.And(set, catalogue.TierSet(tier));
            if (IsOut(set, DecisionReason.NoCandidate, ref reason))
            {
                continue;
            }

            if (inputs.Emergency)
            {
                CampaignBits.And(set, catalogue.Cleared);
            }

            if (IsOut(set, DecisionReason.Emergency, ref reason))
            {
                continue;
            }

            CampaignBits.Except(set, competitors);
            if (IsOut(set, DecisionReason.Competitive, ref reason))
            {
                continue;
            }

            CampaignBits.Except(set, inputs.Capped);
            if (IsOut(set, DecisionReason.FrequencyCap, ref reason))
            {
                continue;
            }

            KeepThoseWithNumbers(set, ref numbers, without);
            if (Rotate(slot, set, ref numbers, ref turns, without, out var choice))
            {
                return choice;
            }

            reason = DecisionReason.NoLease;
        }

        return Choice.None(reason);
    }

    /// <summary>An empty set ends its tier; of all tiers the reason of the one that came furthest is told.</summary>
    private static bool IsOut(ReadOnlySpan<ulong> set, DecisionReason because, ref DecisionReason reason)
    {
        if (CampaignBits.Next(set, 0) >= 0)
        {
            return false;
        }

        reason = because > reason ? because : reason;
        return true;
    }

    private static void KeepThoseWithNumbers<TNumbers>(Span<ulong> set, ref TNumbers numbers, Span<ulong> without)
        where TNumbers : struct, INumbers
    {
        for (var campaign = CampaignBits.Next(set, 0); campaign >= 0; campaign = CampaignBits.Next(set, campaign + 1))
        {
            if (!numbers.IsAtHand(campaign))
            {
                CampaignBits.Add(without, campaign);
            }
        }

        CampaignBits.Except(set, without);
    }

    private static bool Rotate<TNumbers, TTurns>(
        CompiledSlot slot, Span<ulong> set, ref TNumbers numbers, ref TTurns turns, Span<ulong> without, out Choice choice)
        where TNumbers : struct, INumbers
        where TTurns : struct, ITurns
    {
        // Each round but the last takes a campaign out of the set.
        for (var count = CampaignBits.Count(set); count > 0; count--)
        {
            if (TakeTurn(slot, set, count, ref numbers, ref turns, out var campaign, out var number, out var mark))
            {
                var creative = NextCreative(turns.OfCreatives(slot, campaign), out var creativeMark);
                choice = new Choice
                {
                    Reason = DecisionReason.None,
                    Campaign = campaign,
                    Creative = creative,
                    Number = number,
                    SetCount = count,
                    CampaignTurn = mark,
                    CreativeTurn = creativeMark,
                };
                return true;
            }

            CampaignBits.Add(without, campaign);
            CampaignBits.Except(set, without);
        }

        choice = default;
        return false;
    }

    /// <summary>
    /// A turn counts only when its number was there: otherwise somebody else was quicker, and the others rotate as the
    /// smaller set that they are.
    /// </summary>
    private static bool TakeTurn<TNumbers, TTurns>(
        CompiledSlot slot, ReadOnlySpan<ulong> set, int count, ref TNumbers numbers, ref TTurns turns, out int campaign, out LeasedNumber number, out TurnMark mark)
        where TNumbers : struct, INumbers
        where TTurns : struct, ITurns
    {
        if (count == 1)
        {
            mark = default;
            campaign = CampaignBits.Next(set, 0);
            return numbers.TryTake(campaign, out number);
        }

        var rotation = turns.OfCampaigns(slot, set, count);
        lock (rotation)
        {
            mark = new TurnMark(rotation.Start, rotation.Turn);
            var place = rotation.Peek();
            campaign = CampaignBits.Member(set, place);
            if (!numbers.TryTake(campaign, out number))
            {
                return false;
            }

            rotation.Advance(place);
            return true;
        }
    }

    private static int NextCreative(WeightedTurns? rotation, out TurnMark mark)
    {
        mark = default;
        if (rotation is null)
        {
            return 0;
        }

        lock (rotation)
        {
            mark = new TurnMark(rotation.Start, rotation.Turn);
            var creative = rotation.Peek();
            rotation.Advance(creative);
            return creative;
        }
    }
}
