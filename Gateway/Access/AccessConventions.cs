using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Gateway.Access;

internal static class AccessConventions
{
    /// <summary>Only callers with one of these roles; operators always.</summary>
    public static TBuilder RequireRoles<TBuilder>(this TBuilder builder, Role any)
        where TBuilder : IEndpointConventionBuilder =>
        builder
            .RequireAuthorization(policy => policy.RequireAssertion(context => Caller.Of(context.User)?.Has(any) ?? false))
            .WithMetadata(new RolesMetadata(any));
}
