using CsCheck;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

public sealed class CapTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)7, 32)];

    private static readonly DeliveryRules Capped = new() { Caps = [new FrequencyCap(2, CapPeriod.Hour), new FrequencyCap(9, CapPeriod.Lifetime)] };

    private static uint Seconds => (uint)EngineBench.Now.ToUnixTimeSeconds();

    [Fact]
    public void A_token_carries_its_counts_and_fits_its_bound() => Gen.Select(
        Gen.ULong, Gen.Int[0, 4], Gen.UShort, (campaign, period, count) => new CapEntry(campaign, (CapPeriod)period, Seconds, count)).Array[1, 100].Sample(entries =>
        {
            var text = CapToken.Write(new CapCounts(entries), Key, EngineBench.Now)!;

            Assert.InRange(text.Length, 1, CapToken.LengthMax);
            Assert.Equal(entries.Take(CapCounts.EntriesMax), CapToken.Read(text, Key).Entries.ToArray());
        }, iter: 200);

    [Fact]
    public void What_was_not_signed_here_counts_nothing()
    {
        var counts = new CapCounts([]);
        counts.Count(EngineBench.Campaign("a", 1, Capped), EngineBench.Now);
        var text = CapToken.Write(counts, Key, EngineBench.Now)!;

        Assert.Equal(2, CapToken.Read(text, Key).Entries.Length);
        Assert.True(CapToken.Read(text, [.. Enumerable.Repeat((byte)8, 32)]).Entries.IsEmpty);
        foreach (var forged in new[] { "", ".", "AQ.AQ", "B" + text[1..], text[..^2] + "AA", text + "A", new string('A', 5_000) })
        {
            Assert.True(CapToken.Read(forged, Key).Entries.IsEmpty, forged);
        }
    }

    [Fact]
    public void What_counts_no_more_is_left_out_and_nothing_makes_no_token()
    {
        var counts = new CapCounts([]);
        counts.Count(EngineBench.Campaign("free"), EngineBench.Now);
        Assert.Null(CapToken.Write(counts, Key, EngineBench.Now));
        counts.Count(EngineBench.Campaign("a", 1, Capped), EngineBench.Now);

        var later = CapToken.Read(CapToken.Write(counts, Key, EngineBench.Now.AddHours(1)), Key);

        Assert.Equal(CapPeriod.Lifetime, Assert.Single(later.Entries.ToArray()).Period);
    }

    [Fact]
    public void A_session_ends_half_an_hour_after_the_last_impression()
    {
        var campaign = EngineBench.Campaign("a", 1, new DeliveryRules { Caps = [new FrequencyCap(3, CapPeriod.Session)] });
        var counts = new CapCounts([]);
        foreach (var minutes in new[] { 0, 29, 58 })
        {
            counts.Count(campaign, EngineBench.Now.AddMinutes(minutes));
        }

        var entry = Assert.Single(counts.Entries.ToArray());
        Assert.True(entry.Reaches(campaign.Rules.Caps, EngineBench.Now.AddMinutes(87)));
        Assert.False(entry.Reaches(campaign.Rules.Caps, EngineBench.Now.AddMinutes(88)));
    }

    [Fact]
    public void A_full_token_forgets_what_would_end_first()
    {
        var counts = new CapCounts(Enumerable.Range(0, CapCounts.EntriesMax).Select(index => new CapEntry((ulong)index, index == 5 ? CapPeriod.Minute : CapPeriod.Day, Seconds, 1)));

        counts.Count(EngineBench.Campaign("a", 1, new DeliveryRules { Caps = [new FrequencyCap(1, CapPeriod.Hour)] }), EngineBench.Now);

        Assert.Equal(CapCounts.EntriesMax, counts.Entries.Length);
        Assert.DoesNotContain(counts.Entries.ToArray(), entry => entry.Campaign == 5);
    }
}
