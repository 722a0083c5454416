using System.Collections.Immutable;
using System.Security.Claims;
using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Gateway.Access;

/// <summary>Parameter of a handler: who asks, by key or by token.</summary>
internal sealed record Caller
{
    public const string IdClaim = "sub";
    public const string NameClaim = "name";
    public const string RolesClaim = "roles";
    public const string SitesClaim = "sites";
    public const string AccountsClaim = "accounts";

    /// <summary>Unique over keys and tokens; not a secret.</summary>
    public required string Id { get; init; }

    /// <summary>Stands as author in histories.</summary>
    public required string Holder { get; init; }

    public required Role Roles { get; init; }

    /// <summary>Empty for all sites.</summary>
    public required ImmutableArray<string> Sites { get; init; }

    public required ImmutableArray<string> Accounts { get; init; }

    public bool Has(Role any) => (Roles & (any | Role.Operator)) != Role.None;

    public bool MayUseSite(string site) => Sites.IsEmpty || Sites.Contains(site);

    /// <summary>Whether whoever is bound to these sites, all where there are none, can do nothing on a site that this caller cannot.</summary>
    public bool MayUseAllOf(IReadOnlyCollection<string> sites) => Sites.IsEmpty || (sites.Count > 0 && sites.All(Sites.Contains));

    /// <summary>Advertisers act for their own accounts only; ad operations for all.</summary>
    public bool MayUseAccount(string advertiserId) => Has(Role.AdOps) || (Has(Role.Advertiser) && Accounts.Contains(advertiserId));

    public static Caller? Of(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } identity || user.FindFirstValue(IdClaim) is not { Length: > 0 } id)
        {
            return null;
        }

        return new Caller
        {
            Id = $"{identity.AuthenticationType}:{id}",
            Holder = user.FindFirstValue(NameClaim) is { Length: > 0 } name ? name : id,
            Roles = user.FindAll(RolesClaim).Aggregate(Role.None, (roles, claim) => roles | RoleNames.Parse(claim.Value)),
            Sites = [.. user.FindAll(SitesClaim).Select(claim => claim.Value)],
            Accounts = [.. user.FindAll(AccountsClaim).Select(claim => claim.Value)],
        };
    }

    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(
        Of(context.User) ?? throw new InvalidOperationException("A handler asks who calls, but its group does not require a key."));
}
