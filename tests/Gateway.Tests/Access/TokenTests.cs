using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sokbo.Gateway.Tests.Api;
using Xunit;

namespace Sokbo.Gateway.Tests.Access;

public sealed class TokenTests(ApiHost host)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_token_has_the_roles_and_sites_of_its_claims()
    {
        var site = await host.NewSiteAsync();
        using var caller = host.Caller(Token(sites: site));

        var mine = await caller.PostAsync("/api/v1/articles", new { site, section = "local", headline = "제목", body = "본문" });
        var other = await caller.GetAsync("/api/v1/sites/default");
        var keys = await caller.GetAsync("/api/v1/keys");

        Assert.Equal(201, mine.Status);
        Assert.Equal("김편집", mine.Json.GetProperty("revisions")[0].GetProperty("author").GetString());
        Assert.Equal("wrong-site", other.Code);
        Assert.Equal("wrong-role", keys.Code);
    }

    [Fact]
    public async Task A_token_that_fails_any_check_is_refused()
    {
        var none = Token().Split('.');
        var unsigned = $"{Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}")}.{none[1]}.";
        string[] bad =
        [
            Token(expires: -Hour),
            Token(issuer: "https://evil.test"),
            Token(audience: "other"),
            Token(key: "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="),
            Token(algorithm: SecurityAlgorithms.HmacSha512, key: ApiHost.SigningKey),
            unsigned,
            $"{none[0]}.{none[1]}x.{none[2]}",
        ];

        foreach (var token in bad)
        {
            using var caller = host.Caller(token);
            var answer = await caller.GetAsync("/api/v1/sites");
            Assert.Equal((401, "key-invalid"), (answer.Status, answer.Code));
        }
    }

    private static string Token(
        string sites = "default", TimeSpan? expires = null, string issuer = ApiHost.Issuer, string audience = ApiHost.Audience,
        string key = ApiHost.SigningKey, string algorithm = SecurityAlgorithms.HmacSha256)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var bytes = Convert.FromBase64String(key);
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now - TimeSpan.FromHours(2),
            NotBefore = now - TimeSpan.FromHours(2),
            Expires = now + (expires ?? Hour),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = "user-1",
                ["name"] = "김편집",
                ["roles"] = new[] { "editor" },
                ["sites"] = new[] { sites },
            },
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(algorithm == SecurityAlgorithms.HmacSha256 ? bytes : [.. bytes, .. bytes]), algorithm),
        };
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }
}
