using System.Net.Http.Headers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sokbo.Gateway.Tests.Api;
using Xunit;

namespace Sokbo.Gateway.Tests.Access;

/// <summary>Tokens of an issuer whose keys the gateway fetches by itself.</summary>
public sealed class IssuedTokenTests(EdgeHost host)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Tokens_signed_with_a_published_key_get_the_roles_of_their_claims()
    {
        using var editor = Caller(Token(host.Identity.Rsa, SecurityAlgorithms.RsaSha256, "editor"));
        using var other = Caller(Token(host.Identity.Elliptic, SecurityAlgorithms.EcdsaSha256, "reporter"));

        Assert.Equal(200, (await editor.GetAsync("/api/v1/sections")).Status);
        Assert.Equal(200, (await other.GetAsync("/api/v1/sections")).Status);
        Assert.Equal(201, (await editor.PutAsync($"/api/v1/sections/s{Guid.NewGuid():N}", new { name = "토큰" })).Status);
        Assert.Equal("wrong-role", (await other.PutAsync("/api/v1/sections/other", new { name = "토큰" })).Code);
        Assert.Equal("wrong-role", (await editor.GetAsync("/api/v1/keys")).Code);
    }

    [Fact]
    public async Task A_token_that_fails_any_check_is_refused()
    {
        var rsa = host.Identity.Rsa;
        var good = Token(rsa, SecurityAlgorithms.RsaSha256, "operator").Split('.');
        using var stranger = System.Security.Cryptography.RSA.Create(2048);
        string[] bad =
        [
            Token(rsa, SecurityAlgorithms.RsaSha256, "operator", audience: "other"),
            Token(rsa, SecurityAlgorithms.RsaSha256, "operator", issuer: "https://issuer.test"),
            Token(rsa, SecurityAlgorithms.RsaSha256, "operator", expires: -Hour),
            Token(rsa, SecurityAlgorithms.RsaSha512, "operator"),
            Token(new RsaSecurityKey(stranger) { KeyId = "rsa" }, SecurityAlgorithms.RsaSha256, "operator"),
            Token(new SymmetricSecurityKey(host.Identity.PublicBytes) { KeyId = "rsa" }, SecurityAlgorithms.HmacSha256, "operator"),
            $"{Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}")}.{good[1]}.",
        ];

        for (var index = 0; index < bad.Length; index++)
        {
            using var caller = Caller(bad[index]);
            var answer = await caller.GetAsync("/api/v1/sections");
            Assert.Equal((index, 401, "key-invalid"), (index, answer.Status, answer.Code));
        }
    }

    private ApiCaller Caller(string token)
    {
        var client = new HttpClient { BaseAddress = host.Gateway.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new ApiCaller(client);
    }

    private string Token(
        SecurityKey key, string algorithm, string role, string audience = EdgeHost.Audience, string? issuer = null, TimeSpan? expires = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? host.Identity.Address,
            Audience = audience,
            IssuedAt = now - (2 * Hour),
            NotBefore = now - (2 * Hour),
            Expires = now + (expires ?? Hour),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = Guid.NewGuid().ToString("N"), ["roles"] = new[] { role } },
            SigningCredentials = new SigningCredentials(key, algorithm),
        });
    }
}
