using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>Refusals that the calls of advertising have in common.</summary>
internal static class AdsAnswers
{
    public static ProblemHttpResult Refusal(AdsVerdict verdict, string what, string id, int revision) => verdict switch
    {
        AdsVerdict.NotFound => ApiProblem.NotFound(what, id),
        AdsVerdict.Exists => ApiProblem.Create(ProblemCodes.IdTaken, $"There is a {what} '{id}' already. Choose another id, or change it with PUT."),
        AdsVerdict.Stale => ApiProblem.Stale(revision),
        AdsVerdict.RevisionRequired => ApiProblem.IfMatchRequired(revision),
        AdsVerdict.Full => ApiProblem.Create(ProblemCodes.LimitReached, $"The {what} takes no more of these."),
        _ => throw new InvalidOperationException($"{verdict} is no refusal."),
    };

    public static ProblemHttpResult WrongAccount(string advertiserId) => ApiProblem.Create(
        ProblemCodes.WrongAccount, $"This key is not bound to the advertiser '{advertiserId}'. Use a key of that account.");

    /// <summary>Null when the caller may use the site and it exists.</summary>
    public static async Task<ProblemHttpResult?> SiteRefusalAsync(string site, Caller caller, SiteDirectory sites, CancellationToken cancellationToken)
    {
        if (!caller.MayUseSite(site))
        {
            return ApiProblem.WrongSite(site);
        }

        return await sites.FindAsync(site, cancellationToken) is null
            ? ApiProblem.Create(ProblemCodes.UnknownSite, $"There is no site '{site}'. Create it first: PUT /api/v1/sites/{site}.", [new ProblemError("/site", "Unknown.")])
            : null;
    }
}
