using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Gateway.Access;

/// <summary>A key. The secret is there once, in the answer to its creation.</summary>
internal sealed record KeyResponse(
    string Id, string Holder, string[] Roles, string[] Sites, string[] Accounts, DateTimeOffset CreatedAt, string? Secret = null)
{
    public static KeyResponse Of(AccessKey key, string? secret = null) =>
        new(key.Id, key.Holder, RoleNames.Of(key.Roles), [.. key.Sites], [.. key.Accounts], key.CreatedAt, secret);
}
