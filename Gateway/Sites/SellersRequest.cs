using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

/// <summary>The settings of <c>sellers.json</c>.</summary>
internal sealed record SellersRequest
{
    public string? ContactEmail { get; init; }

    public required SellerRequest[] Sellers { get; init; }

    public static SellersRequest? Of(SellersFile? file) => file is null
        ? null
        : new SellersRequest { ContactEmail = file.ContactEmail.Length == 0 ? null : file.ContactEmail, Sellers = [.. file.Sellers.Select(SellerRequest.Of)] };

    public void Check(RequestErrors errors, string pointer)
    {
        errors.CheckText(ContactEmail, $"{pointer}/contactEmail", 254);
        errors.Check(
            ContactEmail is null || System.Net.Mail.MailAddress.TryCreate(ContactEmail, out var address) && address.Address == ContactEmail,
            $"{pointer}/contactEmail",
            "Must be an e-mail address.");
        errors.Check(Sellers.Length is > 0 and <= SellersFile.SellersMax, $"{pointer}/sellers", $"Must be 1 to {SellersFile.SellersMax} sellers.");
        foreach (var (index, seller) in Sellers.Take(SellersFile.SellersMax).Index())
        {
            if (seller is null)
            {
                errors.Add($"{pointer}/sellers/{index}", "Must be a seller.");
                continue;
            }

            seller.Check(errors, $"{pointer}/sellers/{index}");
        }

        errors.Check(
            Sellers.Select(seller => seller?.Id).Distinct(StringComparer.Ordinal).Count() == Sellers.Length, $"{pointer}/sellers", "A seller's id stands there twice.");
    }

    public SellersFile File() => new() { ContactEmail = ContactEmail ?? "", Sellers = [.. Sellers.Select(seller => seller.Seller())] };
}
