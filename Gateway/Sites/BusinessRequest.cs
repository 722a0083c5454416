using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

/// <summary>A business as statements name it.</summary>
internal sealed record BusinessRequest
{
    private const int TextLengthMax = 200;

    /// <summary>사업자등록번호 as 000-00-00000.</summary>
    public required string Number { get; init; }

    /// <summary>상호.</summary>
    public required string Name { get; init; }

    /// <summary>대표자.</summary>
    public string? Representative { get; init; }

    /// <summary>사업장 주소.</summary>
    public string? Address { get; init; }

    public void Check(RequestErrors errors, string pointer)
    {
        errors.Check(
            BusinessNumber.Read(Number) is not null,
            $"{pointer}/number",
            "Must be a business registration number (사업자등록번호) as 000-00-00000; its last digit does not fit the others, or there are not ten.");
        errors.CheckText(Name, $"{pointer}/name", TextLengthMax, required: true);
        errors.CheckText(Representative, $"{pointer}/representative", TextLengthMax);
        errors.CheckText(Address, $"{pointer}/address", TextLengthMax);
    }

    /// <summary>Of a request that was checked.</summary>
    public BusinessInfo Read() => new()
    {
        Number = BusinessNumber.Read(Number)!,
        Name = Name,
        Representative = Representative ?? "",
        Address = Address ?? "",
    };
}
