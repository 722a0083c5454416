using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>A slot's own banner.</summary>
internal sealed record HouseRequest
{
    /// <summary>At most 200 characters; the alternative text of an image.</summary>
    public required string Text { get; init; }

    /// <summary>http or https; unless given, it leads nowhere.</summary>
    public string? LandingUrl { get; init; }

    /// <summary>https, or a path on the site; unless given, it is a text.</summary>
    public string? ImageUrl { get; init; }

    public static HouseRequest? Of(HouseBanner? house) => house is null
        ? null
        : new HouseRequest
        {
            Text = house.Text,
            LandingUrl = house.LandingUrl.Length == 0 ? null : house.LandingUrl,
            ImageUrl = house.ImageUrl.Length == 0 ? null : house.ImageUrl,
        };

    public void Check(RequestErrors errors, string pointer)
    {
        errors.CheckText(Text, $"{pointer}/text", CreativeDraft.TextLengthMax, required: true);
        errors.Check(
            LandingUrl is null || LandingAddress.IsAllowed(LandingUrl),
            $"{pointer}/landingUrl",
            $"Must be an http or https address of at most {LandingAddress.LengthMax} characters.");
        errors.Check(ImageUrl is null || WebAddress.IsMedia(ImageUrl), $"{pointer}/imageUrl", "Must be an https address or a path on the site.");
    }

    public HouseBanner Banner() => new() { Text = Text, LandingUrl = LandingUrl ?? "", ImageUrl = ImageUrl ?? "" };
}
