using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

internal static class SitesEndpoints
{
    public static void MapSites(this IEndpointRouteBuilder routes)
    {
        var sites = routes.MapApi("sites", "Sites", bodyBytesMax: 256 * 1024);
        routes.MapSellers();
        sites.MapGet("/", ListSites).WithSummary("Lists the sites that the key may use.");
        sites.MapGet("/{id}", GetSite).WithSummary("A site with its sections.");
        sites.MapPut("/{id}", PutSite).RequireRoles(Role.Operator).WithSummary("Creates or replaces a site.");

        var sections = routes.MapApi("sections", "Sections", bodyBytesMax: 64 * 1024);
        sections.MapGet("/", ListSections).WithSummary("Lists the sections of a site.");
        sections.MapGet("/{id}", GetSection).WithSummary("A section of a site.");
        sections.MapPut("/{id}", PutSection).RequireRoles(Role.Editor).WithSummary("Creates or renames a section.");
    }

    private static async Task<Ok<SiteResponse[]>> ListSites(Caller caller, SiteDirectory directory, CancellationToken cancellationToken)
    {
        var state = await directory.RefreshAsync(cancellationToken);
        return TypedResults.Ok(state.Sites.Where(site => caller.MayUseSite(site.Id)).Select(SiteResponse.Of).ToArray());
    }

    private static async Task<Results<Ok<SiteResponse>, ProblemHttpResult>> GetSite(
        string id, Caller caller, SiteDirectory directory, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!caller.MayUseSite(id))
        {
            return ApiProblem.WrongSite(id);
        }

        var state = await directory.RefreshAsync(cancellationToken);
        return state.Find(id) is { } site ? Ok(response, site) : ApiProblem.NotFound("site", id);
    }

    private static async Task<Results<Ok<SiteResponse>, Created<SiteResponse>, ProblemHttpResult>> PutSite(
        string id, PutSiteRequest request, IfMatch ifMatch, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!caller.MayUseSite(id))
        {
            return ApiProblem.WrongSite(id);
        }

        if (SiteChecks.Check(id, request) is { Any: true } errors)
        {
            return errors.Problem();
        }

        var outcome = await Grain(grains).PutSite(Site(id, request), ifMatch.Expectation, cancellationToken);
        var site = outcome.State.Find(id);
        return outcome.Verdict switch
        {
            SitesVerdict.Created => Created(response, site!),
            SitesVerdict.Changed or SitesVerdict.Unchanged => Ok(response, site!),
            _ => Refusal(outcome),
        };
    }

    private static async Task<Results<Ok<SectionResponse[]>, ProblemHttpResult>> ListSections(
        Caller caller, SiteDirectory directory, CancellationToken cancellationToken, string site = SiteInfo.DefaultId)
    {
        if (!caller.MayUseSite(site))
        {
            return ApiProblem.WrongSite(site);
        }

        var state = await directory.RefreshAsync(cancellationToken);
        return state.Find(site) is { } info
            ? TypedResults.Ok(info.Sections.Select(section => SectionResponse.Of(site, section)).ToArray())
            : ApiProblem.NotFound("site", site);
    }

    private static async Task<Results<Ok<SectionResponse>, ProblemHttpResult>> GetSection(
        string id, Caller caller, SiteDirectory directory, HttpResponse response, CancellationToken cancellationToken, string site = SiteInfo.DefaultId)
    {
        if (!caller.MayUseSite(site))
        {
            return ApiProblem.WrongSite(site);
        }

        var state = await directory.RefreshAsync(cancellationToken);
        var section = state.Find(site)?.Sections.FirstOrDefault(section => section.Id == id);
        return section is null ? ApiProblem.NotFound("section", $"{site}/{id}") : Ok(response, site, section);
    }

    private static async Task<Results<Ok<SectionResponse>, Created<SectionResponse>, ProblemHttpResult>> PutSection(
        string id, PutSectionRequest request, IfMatch ifMatch, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!caller.MayUseSite(request.Site))
        {
            return ApiProblem.WrongSite(request.Site);
        }

        var errors = new RequestErrors();
        errors.CheckIdentifier(id, "");
        errors.CheckIdentifier(request.Site, "/site");
        errors.CheckText(request.Name, "/name", SiteChecks.NameLengthMax, required: true);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var outcome = await Grain(grains).PutSection(request.Site, new SectionInfo(id, request.Name, 0), ifMatch.Expectation, cancellationToken);
        var section = outcome.State.Find(request.Site)?.Sections.FirstOrDefault(section => section.Id == id);
        switch (outcome.Verdict)
        {
            case SitesVerdict.Created:
                ETags.Set(response, section!.Revision);
                return TypedResults.Created($"{ApiGroup.Prefix}/sections/{id}?site={request.Site}", SectionResponse.Of(request.Site, section));
            case SitesVerdict.Changed or SitesVerdict.Unchanged:
                return Ok(response, request.Site, section!);
            default:
                return Refusal(outcome);
        }
    }

    private static SiteInfo Site(string id, PutSiteRequest request) => new()
    {
        Id = id,
        Revision = 0,
        Name = request.Name,
        Hosts = [.. request.Hosts.Select(host => host.ToLowerInvariant()).Distinct()],
        EmbedOrigins = [.. request.EmbedOrigins.Distinct()],
        Logo = request.Logo,
        Menu = [.. request.Menu],
        LegalFooter = [.. request.LegalFooter],
        Stations = [.. request.Stations],
        KakaoKey = request.KakaoKey,
        AdsTxt = [.. request.AdsTxt],
        Sellers = request.Sellers?.File(),
        Business = request.Business?.Read(),
        Sample = request.Sample,
    };

    private static ProblemHttpResult Refusal(SitesOutcome outcome) => outcome.Verdict switch
    {
        SitesVerdict.RevisionRequired => ApiProblem.IfMatchRequired(outcome.CurrentRevision),
        SitesVerdict.Stale when outcome.CurrentRevision == 0 => ApiProblem.Create(ProblemCodes.Stale, "It does not exist. Leave If-Match out to create it."),
        SitesVerdict.Stale => ApiProblem.Stale(outcome.CurrentRevision),
        SitesVerdict.UnknownSite => ApiProblem.Create(ProblemCodes.UnknownSite, $"There is no site '{outcome.Subject}'. Create it first: PUT {ApiGroup.Prefix}/sites/{outcome.Subject}."),
        SitesVerdict.HostTaken => ApiProblem.Create(ProblemCodes.HostTaken, $"Another site has '{outcome.Subject}'. Take it away there first."),
        _ => ApiProblem.Create(ProblemCodes.LimitReached, "No more sites or sections are taken."),
    };

    private static Ok<SiteResponse> Ok(HttpResponse response, SiteInfo site)
    {
        ETags.Set(response, site.Revision);
        return TypedResults.Ok(SiteResponse.Of(site));
    }

    private static Created<SiteResponse> Created(HttpResponse response, SiteInfo site)
    {
        ETags.Set(response, site.Revision);
        return TypedResults.Created($"{ApiGroup.Prefix}/sites/{site.Id}", SiteResponse.Of(site));
    }

    private static Ok<SectionResponse> Ok(HttpResponse response, string site, SectionInfo section)
    {
        ETags.Set(response, section.Revision);
        return TypedResults.Ok(SectionResponse.Of(site, section));
    }

    private static ISitesGrain Grain(IGrainFactory grains) => grains.GetGrain<ISitesGrain>("default");
}
