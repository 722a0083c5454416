using Sokbo.Grains.Ads;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Ads;

public sealed class CampaignRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly CreativeDraft Text = new() { Kind = CreativeKind.Text, Text = "봄 세일", LandingUrl = "https://example.kr/", Weight = 1, NeedsApproval = true };

    private int _operations;

    [Fact]
    public void Nothing_is_shown_before_it_is_approved_and_a_rejection_takes_it_off()
    {
        var record = Booked(Text);
        var pending = Shown(record, Now);
        record = Next(CampaignRules.Approve(record, "c.1", CreativeApproval.Approved, "", Act(1)));
        var approved = Shown(record, Now);
        record = Next(CampaignRules.Approve(record, "c.1", CreativeApproval.Rejected, "과장", Act(2)));

        Assert.Empty(pending);
        Assert.Equal(["c.1.1"], approved);
        Assert.Empty(Shown(record, Now));
        Assert.Equal("과장", record.Campaign.Creatives[0].ApprovalReason);
    }

    [Theory]
    [InlineData("봄 세일", "https://example.kr/", true, CreativeApproval.Approved)]
    [InlineData("여름 세일", "https://example.kr/", true, CreativeApproval.Pending)]
    [InlineData("봄 세일", "https://example.kr/other", true, CreativeApproval.Pending)]
    [InlineData("여름 세일", "https://example.kr/", false, CreativeApproval.Approved)]
    public void What_is_seen_and_where_it_leads_is_what_was_approved(string text, string landingUrl, bool needsApproval, CreativeApproval expected)
    {
        var record = Next(CampaignRules.Approve(Booked(Text), "c.1", CreativeApproval.Approved, "", Act(1)));

        record = Next(CampaignRules.UpdateCreative(
            record, "c.1", Text with { Text = text, LandingUrl = landingUrl, Weight = 7, NeedsApproval = needsApproval }, Act(2)));

        Assert.Equal((expected, 7), (record.Campaign.Creatives[0].Approval, record.Campaign.Creatives[0].Weight));
    }

    [Fact]
    public void An_approval_is_about_what_was_looked_at_and_repeats_without_effect()
    {
        var record = Booked(Text);

        Assert.Equal(AdsVerdict.RevisionRequired, CampaignRules.Approve(record, "c.1", CreativeApproval.Approved, "", Act(0)).Verdict);
        Assert.Equal(AdsVerdict.Stale, CampaignRules.Approve(record, "c.1", CreativeApproval.Approved, "", Act(9)).Verdict);
        Assert.Equal(AdsVerdict.NotFound, CampaignRules.Approve(record, "c.2", CreativeApproval.Approved, "", Act(1)).Verdict);
        record = Next(CampaignRules.Approve(record, "c.1", CreativeApproval.Approved, "", Act(1)));
        var again = CampaignRules.Approve(record, "c.1", CreativeApproval.Approved, "", Act(2));
        Assert.Equal((AdsVerdict.Done, null), (again.Verdict, again.Next));
    }

    [Fact]
    public void Dates_of_a_creative_are_told_when_they_come()
    {
        var record = Booked(Text with { NeedsApproval = false, Start = Now.AddHours(1), End = Now.AddHours(2) });

        record = CampaignRules.Told(record, Now);
        Assert.Empty(Shown(record, Now));
        Assert.Equal(Now.AddHours(1), CampaignRules.NextBoundary(record, Now));
        Assert.Null(CampaignRules.Tick(record, Now.AddMinutes(59)));

        var begun = CampaignRules.Tick(record, Now.AddHours(1))!;
        Assert.Equal(record.Campaign.Revision + 1, begun.Campaign.Revision);
        Assert.Equal(["c.1.1"], Shown(begun, Now.AddHours(1)));

        record = CampaignRules.Told(begun, Now.AddHours(1));
        Assert.Equal(Now.AddHours(2), CampaignRules.NextBoundary(record, Now.AddHours(1)));
        Assert.Empty(Shown(CampaignRules.Tick(record, Now.AddHours(2))!, Now.AddHours(2)));
    }

    private static CampaignRecord Next(CampaignDecision decision) => decision.Next ?? throw new InvalidOperationException($"Refused: {decision.Verdict}.");

    private static string[] Shown(CampaignRecord record, DateTimeOffset now) =>
        [.. CampaignRules.Lineups(record, now).SelectMany(pair => pair.Change.Shown)];

    private CampaignRecord Booked(CreativeDraft draft)
    {
        var owner = new CampaignOwner("default", "adv", "큐브디자인", false);
        var booking = new CampaignDraft { Name = "봄", Slots = ["bottom"], Weight = 1 };
        return Next(CampaignRules.AddCreative(Next(CampaignRules.Create(null, "c", owner, booking, Act(0))), draft, Act(0)));
    }

    private AdsAct Act(int revision) => new($"operation-{++_operations}", new RevisionExpectation(revision));
}
