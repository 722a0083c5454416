using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// What may run in one slot until a date or an hour changes it: the campaigns, and of each the creatives that fit.
/// </summary>
internal sealed class CompiledSlot
{
    private readonly ulong[] _candidates;
    private readonly Creative[]?[] _creatives;
    private readonly UInt128[] _signatures;
    private readonly WeightedTurns?[] _creativeTurns;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _until;

    public CompiledSlot(CompiledCatalogue catalogue, SlotState state, DateTimeOffset now, Rotations rotations)
    {
        Catalogue = catalogue;
        State = state;
        var campaigns = catalogue.Campaigns;
        _candidates = new ulong[catalogue.Words];
        _creatives = new Creative[campaigns.Length][];
        _signatures = new UInt128[campaigns.Length];
        _creativeTurns = new WeightedTurns[campaigns.Length];
        _from = now;
        _until = DateTimeOffset.MaxValue;
        var fits = new SlotFit(state);
        for (var place = 0; place < campaigns.Length; place++)
        {
            var campaign = campaigns[place];
            if (campaign.Paused || !campaign.Slots.Contains(state.Id))
            {
                continue;
            }

            _until = Earlier(_until, NextChange(campaign, now));
            if (campaign.IsWithinDates(now) && campaign.Rules.AllowsHour(now)
                && campaign.Creatives.Where(creative => fits.Refusal(creative, now) is null).ToArray() is { Length: > 0 } creatives)
            {
                CampaignBits.Add(_candidates, place);
                _creatives[place] = creatives;
                _signatures[place] = Signature(state, campaign, creatives);
                _creativeTurns[place] = creatives.Length == 1 ? null : rotations.OfCreatives(_signatures[place], creatives);
            }
        }
    }

    public CompiledCatalogue Catalogue { get; }

    public SlotState State { get; }

    /// <summary>Campaigns that may run on some page, and have something that fits.</summary>
    public ReadOnlySpan<ulong> Candidates => _candidates;

    public bool IsOf(SlotState state, DateTimeOffset now) => ReferenceEquals(State, state) && now >= _from && now < _until;

    /// <summary>Only of candidates.</summary>
    public Creative[] Creatives(int campaign) => _creatives[campaign]!;

    /// <summary>Null where there is nothing to turn.</summary>
    public WeightedTurns? CreativeTurns(int campaign) => _creativeTurns[campaign];

    /// <summary>
    /// Names a set of candidates and everything that their rotation depends on. It is a sum of hashes, so that it is the
    /// same in later catalogues that leave the set alone, and rotations go on over them.
    /// </summary>
    public UInt128 SignatureOf(ReadOnlySpan<ulong> set)
    {
        var sum = UInt128.Zero;
        for (var place = CampaignBits.Next(set, 0); place >= 0; place = CampaignBits.Next(set, place + 1))
        {
            sum += _signatures[place];
        }

        return sum;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset NextChange(CatalogueCampaign campaign, DateTimeOffset now)
    {
        var next = Earlier(After(campaign.Start, now), After(campaign.End, now));
        foreach (var creative in campaign.Creatives)
        {
            next = Earlier(next, Earlier(After(creative.Start, now), After(creative.End, now)));
        }

        // Hours of Seoul are whole hours of UTC.
        return campaign.Rules.Dayparts.IsEmpty
            ? next
            : Earlier(next, new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour) + TimeSpan.TicksPerHour, TimeSpan.Zero));
    }

    private static DateTimeOffset After(DateTimeOffset? time, DateTimeOffset now) => time > now ? time.Value : DateTimeOffset.MaxValue;

    private static UInt128 Signature(SlotState state, CatalogueCampaign campaign, Creative[] creatives)
    {
        var text = $"{state.Site}/{state.Id}/{campaign.Id}*{campaign.Weight}:{string.Join(',', creatives.Select(creative => $"{creative.ShownId}*{creative.Weight}"))}";
        return BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
