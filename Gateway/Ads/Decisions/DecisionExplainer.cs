using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Says of each campaign of the slot what became of it in a recorded decision. Everything but the record is worked out anew.</summary>
internal sealed class DecisionExplainer(RecordedDecision record)
{
    private readonly DecisionReplay _replay = new(record);
    private readonly SlotFit _fit = new(record.Slot);

    /// <summary>Whether the engine decides the same again.</summary>
    public bool Repeats() => _replay.Decide() == record.Choice;

    public CatalogueCampaign? Winner => record.Choice.Campaign >= 0 ? _replay.Catalogue.Campaigns[record.Choice.Campaign] : null;

    public Creative? Creative => Winner is null ? null : _replay.Slot.Creatives(record.Choice.Campaign)[record.Choice.Creative];

    /// <summary>How many creatives of the winner the turn was among.</summary>
    public int CreativesFit => Winner is null ? 0 : _replay.Slot.Creatives(record.Choice.Campaign).Length;

    /// <summary>What campaigns could know of the page.</summary>
    public IEnumerable<string> Page() => _replay.Catalogue.Index.Names(record.Values);

    /// <summary>The campaigns booked on the slot with the code of what became of each.</summary>
    public IEnumerable<(CatalogueCampaign Campaign, string Reason)> Campaigns()
    {
        var competitors = new ulong[_replay.Catalogue.Words];
        _replay.Catalogue.AddLabelled(record.Labels, competitors);
        for (var place = 0; place < _replay.Catalogue.Campaigns.Length; place++)
        {
            var campaign = _replay.Catalogue.Campaigns[place];
            if (campaign.Slots.Contains(record.Slot.Id))
            {
                yield return (campaign, Booked(campaign) ?? _replay.Catalogue.Index.Refusal(record.Values, place) ?? Contest(place, campaign, competitors));
            }
        }
    }

    private string? Booked(CatalogueCampaign campaign) => campaign switch
    {
        { Paused: true } => ReasonCodes.Paused,
        _ when !campaign.IsWithinDates(record.At) => ReasonCodes.NotRunning,
        _ when !campaign.Rules.AllowsHour(record.At) => ReasonCodes.Daypart,
        { Creatives.IsEmpty: true } => ReasonCodes.NoCreative,
        _ => Creatives(campaign),
    };

    /// <summary>Of a campaign without a creative that fits, the reason of the creative that comes nearest to fitting.</summary>
    private string? Creatives(CatalogueCampaign campaign)
    {
        string[] order = [ReasonCodes.Paused, ReasonCodes.NotApproved, ReasonCodes.CreativeDates, ReasonCodes.Size, ReasonCodes.Withdrawn];
        var refusals = campaign.Creatives.Select(creative => _fit.Refusal(creative, record.At)).ToArray();
        return refusals.Contains(null) ? null : refusals.MaxBy(refusal => Array.IndexOf(order, refusal));
    }

    private string Contest(int place, CatalogueCampaign campaign, ulong[] competitors)
    {
        if (place == record.Choice.Campaign)
        {
            return ReasonCodes.Won;
        }

        if (record.Emergency && !campaign.Rules.BesideEmergency)
        {
            return ReasonCodes.Emergency;
        }

        if (Winner is { } winner && Tier.Of(winner.Rules.Priority) < Tier.Of(campaign.Rules.Priority))
        {
            return ReasonCodes.Priority;
        }

        return CampaignBits.Has(competitors, place) ? ReasonCodes.Competitive
            : CampaignBits.Has(record.Capped, place) ? ReasonCodes.FrequencyCap
            : CampaignBits.Has(record.Without, place) ? ReasonCodes.NoLease
            : ReasonCodes.Rotation;
    }
}
