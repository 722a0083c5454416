using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Gateway.Ads;

/// <summary>Price and goal of a campaign in requests and answers.</summary>
internal static class CampaignTerms
{
    public const string Flat = "flat";
    public const string Even = "even";

    private static readonly string[] Pricings = [Flat, "rendered", "viewable", "click"];
    private static readonly string[] Pacings = [Even, "frontLoaded", "fast"];

    public static string Name(Pricing pricing) => Pricings[(int)pricing];

    public static string Name(Pacing pacing) => Pacings[(int)pacing];

    public static void Check(CampaignRequest request, RequestErrors errors)
    {
        errors.Check(Pricings.Contains(request.Pricing), "/pricing", $"Must be one of {string.Join(", ", Pricings)}.");
        errors.Check(Pacings.Contains(request.Pacing), "/pacing", $"Must be one of {string.Join(", ", Pacings)}.");
        errors.Check(request.PriceWon is >= 0 and <= BudgetTerms.PriceWonMax, "/priceWon", $"Must be 0 to {BudgetTerms.PriceWonMax} won.");
        if (request.Pricing == Flat)
        {
            errors.Check(request.Goal is null, "/goal", "A flat price is for a period, whatever is delivered: leave goal out, or choose another pricing.");
            errors.Check(request.DailyCap is null, "/dailyCap", "Only a campaign with a goal has a cap.");
        }
        else
        {
            errors.Check(request.Goal is >= 1 and <= BudgetTerms.GoalMax, "/goal", $"Must be 1 to {BudgetTerms.GoalMax} events to bill.");
            errors.Check(request.DailyCap is null or (>= 1 and <= BudgetTerms.GoalMax), "/dailyCap", $"Must be 1 to {BudgetTerms.GoalMax} events to bill on one day.");
        }
    }

    /// <summary>Of a request that was checked.</summary>
    public static CampaignDraft With(this CampaignDraft draft, CampaignRequest request) => draft with
    {
        Pricing = (Pricing)Array.IndexOf(Pricings, request.Pricing),
        PriceWon = request.PriceWon,
        Goal = request.Goal,
        DailyCap = request.DailyCap,
        Pacing = (Pacing)Array.IndexOf(Pacings, request.Pacing),
    };
}
