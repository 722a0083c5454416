using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads.Money;

/// <summary>Who supplies, or who is supplied.</summary>
public sealed record StatementParty
{
    public required string Name { get; init; }

    /// <summary>사업자등록번호 as 000-00-00000; absent where nobody has told it.</summary>
    public string? BusinessNumber { get; init; }

    public string? Representative { get; init; }

    public string? Address { get; init; }

    public static StatementParty Of(string name, BusinessInfo? business) => new()
    {
        Name = business?.Name ?? name,
        BusinessNumber = business is null ? null : Grains.Interfaces.Sites.BusinessNumber.Format(business.Number),
        Representative = business?.Representative is { Length: > 0 } representative ? representative : null,
        Address = business?.Address is { Length: > 0 } address ? address : null,
    };
}
