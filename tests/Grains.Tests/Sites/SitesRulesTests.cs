using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Sites;
using Xunit;

namespace Sokbo.Grains.Tests.Sites;

public sealed class SitesRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly SitesState Start = new([SitesRules.Default, Site("one", "one.test")]);

    [Fact]
    public void Putting_the_same_again_changes_nothing()
    {
        var outcome = SitesRules.PutSite(Start, Site("one", "one.test"), RevisionExpectation.Any, Now);

        Assert.Equal(SitesVerdict.Unchanged, outcome.Verdict);
        Assert.Same(Start, outcome.State);
    }

    [Theory]
    [InlineData("one", 0, SitesVerdict.RevisionRequired, 1)]
    [InlineData("one", 2, SitesVerdict.Stale, 1)]
    [InlineData("one", 1, SitesVerdict.Changed, 0)]
    [InlineData("one", -1, SitesVerdict.Changed, 0)]
    [InlineData("two", 0, SitesVerdict.Created, 0)]
    [InlineData("two", 1, SitesVerdict.Stale, 0)]
    [InlineData("two", -1, SitesVerdict.Stale, 0)]
    public void The_expected_revision_decides(string id, int expected, SitesVerdict verdict, int current)
    {
        var outcome = SitesRules.PutSite(Start, Site(id, "new.test"), new RevisionExpectation(expected), Now);

        Assert.Equal((verdict, current), (outcome.Verdict, outcome.CurrentRevision));
        Assert.Equal(verdict is SitesVerdict.Created or SitesVerdict.Changed, !ReferenceEquals(Start, outcome.State));
    }

    [Fact]
    public void A_host_of_another_site_is_refused_and_the_own_one_is_not()
    {
        var taken = SitesRules.PutSite(Start, Site("two", "one.test"), RevisionExpectation.None, Now);
        var own = SitesRules.PutSite(Start, Site("one", "one.test") with { Name = "다른 이름" }, RevisionExpectation.Any, Now);

        Assert.Equal((SitesVerdict.HostTaken, "one.test"), (taken.Verdict, taken.Subject));
        Assert.Equal((SitesVerdict.Changed, 2), (own.Verdict, own.State.Find("one")!.Revision));
    }

    [Fact]
    public void A_site_keeps_its_sections_when_it_is_replaced()
    {
        var withSection = SitesRules.PutSection(Start, "one", new SectionInfo("local", "지역뉴스", 0), RevisionExpectation.None, Now).State;

        var replaced = SitesRules.PutSite(withSection, Site("one", "other.test"), RevisionExpectation.Any, Now).State;

        Assert.Equal(new SectionInfo("local", "지역뉴스", 1), Assert.Single(replaced.Find("one")!.Sections));
    }

    /// <summary>Feeds say its name and those of its sections: what they say has the date of the last change.</summary>
    [Fact]
    public void A_site_knows_when_it_or_a_section_last_changed()
    {
        var named = SitesRules.PutSection(Start, "one", new SectionInfo("local", "지역뉴스", 0), RevisionExpectation.None, Now).State;
        var same = SitesRules.PutSection(named, "one", new SectionInfo("local", "지역뉴스", 0), RevisionExpectation.Any, Now.AddDays(1)).State;
        var renamed = SitesRules.PutSection(named, "one", new SectionInfo("local", "우리 동네", 0), RevisionExpectation.Any, Now.AddDays(2)).State;
        var replaced = SitesRules.PutSite(renamed, Site("one", "other.test"), RevisionExpectation.Any, Now.AddDays(3)).State;

        Assert.Equal(
            [Now, Now, Now.AddDays(2), Now.AddDays(3)], new[] { named, same, renamed, replaced }.Select(state => state.Find("one")!.ChangedAt));
    }

    private static SiteInfo Site(string id, string hostName) => new() { Id = id, Revision = 1, Name = id, Hosts = [hostName] };
}
