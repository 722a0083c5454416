using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Access;

/// <summary>
/// <c>Authorization: Bearer &lt;key&gt;</c>, checked against the gateway's replica of the keys: no call into the cluster
/// while the replica is confirmed and knows the key. A replica that is old is not believed: a key may have been revoked.
/// </summary>
internal sealed class KeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ITopicReader topics)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "key";

    public static string? Secret(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.Length is > 7 and < KeySecret.LengthMax && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : null;
    }

    /// <exception cref="TopicUnavailableException">The cluster does not say which keys are in force.</exception>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Secret(Request) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        // A key that was made a moment ago may not have reached this gateway: ask before refusing it.
        var key = topics.Peek(TopicName.Access) is { Old: false } known ? Find(known, secret) : null;
        key ??= Find(await topics.Refresh(TopicName.Access, Context.RequestAborted), secret);
        return key is null
            ? AuthenticateResult.Fail("Unknown key.")
            : AuthenticateResult.Success(new AuthenticationTicket(Principal(key), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer realm=\"sokbo\"";
        return Task.CompletedTask;
    }

    private static AccessKey? Find(TopicView? keys, string secret)
    {
        var id = KeySecret.IdOf(secret);
        return keys?.As<AccessState>().Keys.FirstOrDefault(key => (key.Id == id || key.Id == IAccessGrain.FirstKeyId) && KeySecret.Matches(secret, key.SecretHash));
    }

    private static ClaimsPrincipal Principal(AccessKey key) => new(new ClaimsIdentity(
        [
            new Claim(Caller.IdClaim, key.Id),
            new Claim(Caller.NameClaim, key.Holder),
            .. RoleNames.Of(key.Roles).Select(role => new Claim(Caller.RolesClaim, role)),
            .. key.Sites.Select(site => new Claim(Caller.SitesClaim, site)),
            .. key.Accounts.Select(account => new Claim(Caller.AccountsClaim, account)),
        ],
        SchemeName,
        Caller.IdClaim,
        Caller.RolesClaim));
}
