using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

/// <summary>An entry of <c>sellers.json</c>.</summary>
internal sealed record SellerRequest
{
    private const int TextLengthMax = 200;

    public required string Id { get; init; }

    /// <summary><c>PUBLISHER</c>, <c>INTERMEDIARY</c> or <c>BOTH</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Legal name; required unless confidential.</summary>
    public string? Name { get; init; }

    /// <summary>Host name; required unless confidential.</summary>
    public string? Domain { get; init; }

    public bool IsConfidential { get; init; }

    public static SellerRequest Of(Seller seller) => new()
    {
        Id = seller.Id,
        Type = seller.Type,
        Name = seller.Name.Length == 0 ? null : seller.Name,
        Domain = seller.Domain.Length == 0 ? null : seller.Domain,
        IsConfidential = seller.IsConfidential,
    };

    public void Check(RequestErrors errors, string pointer)
    {
        errors.CheckText(Id, $"{pointer}/id", TextLengthMax, required: true);
        errors.Check(Type is "PUBLISHER" or "INTERMEDIARY" or "BOTH", $"{pointer}/type", "Must be PUBLISHER, INTERMEDIARY or BOTH.");
        errors.CheckText(Name, $"{pointer}/name", TextLengthMax, required: !IsConfidential);
        errors.Check(
            (Domain is null && IsConfidential) || AdsTxt.IsDomain(Domain), $"{pointer}/domain", "Must be a host name such as example.kr; only a confidential seller may leave it out.");
    }

    public Seller Seller() => new() { Id = Id, Type = Type, Name = Name ?? "", Domain = Domain ?? "", IsConfidential = IsConfidential };
}
