using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Gateway.Ads.Bookings;

/// <summary>Refusals of bookings.</summary>
internal static class BookingAnswers
{
    public static ProblemHttpResult Overbooked(Availability room, Caller caller)
    {
        var details = ApiProblem.Details(ProblemCodes.Overbooked, Describe(room, caller));
        details.Extensions["availability"] = AvailabilityResponse.Of(room, caller);
        return TypedResults.Problem(details);
    }

    /// <summary>What to do about too little room, for a person.</summary>
    public static string Describe(Availability room, Caller caller)
    {
        var names = room.Conflicting.Where(booking => caller.MayUseAccount(booking.AdvertiserId)).Take(5).Select(booking => $"'{booking.Name}' ({booking.Id})").ToArray();
        var because = names.Length > 0 ? $" Beside it stand {string.Join(", ", names)}." : "";
        var what = room.Available > 0 ? "Lower the goal" : "Book other dates, hours or slots";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{room.Requested} are asked for and {room.Available} are available.{because} {what}, or ask POST /api/v1/campaigns/availability.");
    }

    /// <summary>Who may book what there is no room for; null where the caller may, or does not ask for it.</summary>
    public static ProblemHttpResult? OverbookingRefusal(bool allowOverbooking, Caller caller) => allowOverbooking && !caller.Has(Role.Operator)
        ? ApiProblem.Create(ProblemCodes.WrongRole, "Only operators book what there is no room for. Leave allowOverbooking out.")
        : null;

    /// <summary>Why one step of a batch stands in its way.</summary>
    public static string Describe(BatchError error, Caller caller) => error switch
    {
        { Room: { } room } => Describe(room, caller),
        { Verdict: AdsVerdict.NotFound } => "There is no such thing.",
        { Verdict: AdsVerdict.Stale } => string.Create(CultureInfo.InvariantCulture, $"It stands at revision {error.Current}. Read it again, look at what has changed, and send that revision."),
        { Verdict: AdsVerdict.Exists } => "Something else has this id.",
        { Verdict: AdsVerdict.Full } => $"A site takes {CatalogueState.CampaignsMax} campaigns, and a campaign {CampaignDetails.CreativesMax} creatives.",
        _ => throw new InvalidOperationException($"{error.Verdict} is no error."),
    };
}
