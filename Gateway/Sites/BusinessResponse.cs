using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

internal sealed record BusinessResponse(string Number, string Name, string Representative, string Address)
{
    public static BusinessResponse? Of(BusinessInfo? business) =>
        business is null ? null : new BusinessResponse(BusinessNumber.Format(business.Number), business.Name, business.Representative, business.Address);
}
