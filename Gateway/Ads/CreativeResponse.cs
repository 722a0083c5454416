using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

internal sealed record CreativeResponse
{
    public required string Id { get; init; }

    public required string CampaignId { get; init; }

    public required string Kind { get; init; }

    public required string Text { get; init; }

    public required string LandingUrl { get; init; }

    public required int Weight { get; init; }

    public string? ImageUrl { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>HTML only: names what is stored.</summary>
    public string? Frame { get; init; }

    public required bool Paused { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }

    /// <summary><c>approved</c>, <c>pending</c> or <c>rejected</c>.</summary>
    public required string Approval { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? ApprovalReason { get; init; }

    public required int Revision { get; init; }

    public static CreativeResponse Of(Creative creative)
    {
        var isSized = creative.Kind != CreativeKind.Text;
        return new CreativeResponse
        {
            Id = creative.Id,
            CampaignId = creative.CampaignId,
            Kind = CreativeKinds.NameOf(creative.Kind),
            Text = creative.Text,
            LandingUrl = creative.LandingUrl,
            Weight = creative.Weight,
            ImageUrl = creative.ImageUrl.Length == 0 ? null : creative.ImageUrl,
            Frame = creative.Frame.Length == 0 ? null : creative.Frame,
            Width = isSized ? creative.Width : null,
            Height = isSized ? creative.Height : null,
            Paused = creative.Paused,
            Start = creative.Start,
            End = creative.End,
            Approval = creative.Approval switch
            {
                CreativeApproval.Pending => "pending",
                CreativeApproval.Rejected => "rejected",
                _ => "approved",
            },
            ApprovalReason = creative.ApprovalReason.Length == 0 ? null : creative.ApprovalReason,
            Revision = creative.Revision,
        };
    }
}
