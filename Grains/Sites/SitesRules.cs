using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Grains.Sites;

/// <summary>What a change of the sites comes to. The state of the outcome is the one to commit.</summary>
internal static class SitesRules
{
    public const int SitesMax = 200;
    public const int SectionsMax = 200;

    public static SiteInfo Default { get; } = new() { Id = SiteInfo.DefaultId, Revision = 1, Name = "속보" };

    public static SitesOutcome PutSite(SitesState state, SiteInfo site, RevisionExpectation expectation, DateTimeOffset now)
    {
        var current = state.Find(site.Id);
        if (Refuse(state, current?.Revision ?? 0, expectation) is { } refusal)
        {
            return refusal;
        }

        var taken = site.Hosts.FirstOrDefault(host => state.Sites.Any(other => other.Id != site.Id && other.Hosts.Contains(host)));
        if (taken is not null)
        {
            return new SitesOutcome { Verdict = SitesVerdict.HostTaken, State = state, Subject = taken };
        }

        if (current is null && state.Sites.Length >= SitesMax)
        {
            return new SitesOutcome { Verdict = SitesVerdict.Full, State = state };
        }

        var next = site with { Revision = (current?.Revision ?? 0) + 1, Sections = current?.Sections ?? [], ChangedAt = ChangedAt(current, now) };
        if (current is not null && IsSame(current, next))
        {
            return new SitesOutcome { Verdict = SitesVerdict.Unchanged, State = state };
        }

        return new SitesOutcome
        {
            Verdict = current is null ? SitesVerdict.Created : SitesVerdict.Changed,
            State = Replace(state, next),
        };
    }

    public static SitesOutcome PutSection(SitesState state, string siteId, SectionInfo section, RevisionExpectation expectation, DateTimeOffset now)
    {
        if (state.Find(siteId) is not { } site)
        {
            return new SitesOutcome { Verdict = SitesVerdict.UnknownSite, State = state, Subject = siteId };
        }

        var current = site.Sections.FirstOrDefault(other => other.Id == section.Id);
        if (Refuse(state, current?.Revision ?? 0, expectation) is { } refusal)
        {
            return refusal;
        }

        if (current?.Name == section.Name)
        {
            return new SitesOutcome { Verdict = SitesVerdict.Unchanged, State = state };
        }

        if (current is null && site.Sections.Length >= SectionsMax)
        {
            return new SitesOutcome { Verdict = SitesVerdict.Full, State = state };
        }

        var next = section with { Revision = (current?.Revision ?? 0) + 1 };
        var sections = current is null ? site.Sections.Add(next) : site.Sections.Replace(current, next);
        return new SitesOutcome
        {
            Verdict = current is null ? SitesVerdict.Created : SitesVerdict.Changed,
            State = Replace(state, site with { Sections = sections, ChangedAt = ChangedAt(site, now) }),
        };
    }

    private static SitesOutcome? Refuse(SitesState state, int current, RevisionExpectation expectation) =>
        current > 0 && expectation.IsNone
            ? new SitesOutcome { Verdict = SitesVerdict.RevisionRequired, State = state, CurrentRevision = current }
            : !expectation.Holds(current) || (current == 0 && !expectation.IsNone)
                ? new SitesOutcome { Verdict = SitesVerdict.Stale, State = state, CurrentRevision = current }
                : null;

    private static DateTimeOffset ChangedAt(SiteInfo? before, DateTimeOffset now) => DocumentDate.Next(before?.ChangedAt ?? default, now);

    private static SitesState Replace(SitesState state, SiteInfo site) =>
        new(state.Find(site.Id) is { } current ? state.Sites.Replace(current, site) : state.Sites.Add(site));

    private static bool IsSame(SiteInfo left, SiteInfo right) =>
        left.Name == right.Name && left.Logo == right.Logo && left.Sample == right.Sample && left.KakaoKey == right.KakaoKey && left.Business == right.Business
        && Same(left.Hosts, right.Hosts) && Same(left.EmbedOrigins, right.EmbedOrigins) && Same(left.Menu, right.Menu)
        && Same(left.LegalFooter, right.LegalFooter) && Same(left.Stations, right.Stations)
        && Same(left.AdsTxt, right.AdsTxt) && IsSame(left.Sellers, right.Sellers);

    private static bool IsSame(SellersFile? left, SellersFile? right) => left is null || right is null
        ? left is null && right is null
        : left.ContactEmail == right.ContactEmail && Same(left.Sellers, right.Sellers);

    private static bool Same<T>(ImmutableArray<T> left, ImmutableArray<T> right) => left.AsSpan().SequenceEqual(right.AsSpan());
}
