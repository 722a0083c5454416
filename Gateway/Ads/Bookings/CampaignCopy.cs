using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Gateway.Ads.Bookings;

/// <summary>A campaign once more. Creatives are as they stand, approvals included, because nothing in them is new.</summary>
internal static class CampaignCopy
{
    public static void Check(CopyRequest request, CampaignDetails campaign, RequestErrors errors)
    {
        errors.CheckText(request.Name, "/name", CampaignRequest.NameLengthMax);
        errors.Check(request.Start is null || request.End is null || request.Start < request.End, "/end", "Must be later than start.");
        errors.Check(request.PriceWon is null or (>= 0 and <= BudgetTerms.PriceWonMax), "/priceWon", $"Must be 0 to {BudgetTerms.PriceWonMax} won.");
        var hasGoal = campaign.Draft.Goal is not null;
        errors.Check(request.Goal is null || hasGoal, "/goal", "The campaign has a flat price, and so has its copy: leave goal out.");
        errors.Check(request.DailyCap is null || hasGoal, "/dailyCap", "Only a campaign with a goal has a cap.");
        errors.Check(request.Goal is null or (>= 1 and <= BudgetTerms.GoalMax), "/goal", $"Must be 1 to {BudgetTerms.GoalMax} events to bill.");
        errors.Check(request.DailyCap is null or (>= 1 and <= BudgetTerms.GoalMax), "/dailyCap", $"Must be 1 to {BudgetTerms.GoalMax} events to bill on one day.");
    }

    public static BatchStep Of(CopyRequest request, CampaignDetails campaign, string id) => new()
    {
        Kind = BatchStepKind.Create,
        Campaign = id,
        Owner = campaign.Owner,
        Draft = campaign.Draft with
        {
            Name = request.Name is { Length: > 0 } name ? name : campaign.Draft.Name,
            Start = request.Start,
            End = request.End,
            Goal = request.Goal ?? campaign.Draft.Goal,
            DailyCap = request.DailyCap ?? campaign.Draft.DailyCap,
            PriceWon = request.PriceWon ?? campaign.Draft.PriceWon,
        },
        Creatives = [.. campaign.Creatives.Select(creative => Of(creative, request.Start - campaign.Draft.Start))],
    };

    /// <summary>Dates of creatives move with the start; where either start is open they are left out.</summary>
    private static NewCreative Of(Creative creative, TimeSpan? later) => new(
        new CreativeDraft
        {
            Kind = creative.Kind,
            Text = creative.Text,
            LandingUrl = creative.LandingUrl,
            Weight = creative.Weight,
            ImageUrl = creative.ImageUrl,
            Frame = creative.Frame,
            Width = creative.Width,
            Height = creative.Height,
            Paused = creative.Paused,
            Start = creative.Start + later,
            End = creative.End + later,
            NeedsApproval = creative.Approval != CreativeApproval.Approved,
        },
        creative.Approval,
        creative.ApprovalReason);
}
