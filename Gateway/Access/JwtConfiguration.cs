using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Sokbo.Gateway.Access;

/// <summary>Signature, algorithm, issuer, audience and times of a token are all checked; nothing is taken on trust.</summary>
internal sealed class JwtConfiguration(IOptions<JwtOptions> options) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(string? name, JwtBearerOptions target)
    {
        var jwt = options.Value;
        if (!jwt.IsOn)
        {
            return;
        }

        target.MapInboundClaims = false;
        target.IncludeErrorDetails = false;
        target.Authority = string.IsNullOrEmpty(jwt.Authority) ? null : jwt.Authority;
        target.Audience = jwt.Audience;
        target.TokenValidationParameters = new TokenValidationParameters
        {
            AuthenticationType = "token",
            NameClaimType = Caller.IdClaim,
            RoleClaimType = Caller.RolesClaim,
            ValidateAudience = true,
            ValidAudience = jwt.Audience,
            ValidateIssuer = true,
            ValidIssuer = string.IsNullOrEmpty(jwt.Issuer) ? null : jwt.Issuer,
            ValidateLifetime = true,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            ClockSkew = TimeSpan.FromSeconds(30),
            ValidAlgorithms = string.IsNullOrEmpty(jwt.SigningKey)
                ? [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256]
                : [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = string.IsNullOrEmpty(jwt.SigningKey) ? null : new SymmetricSecurityKey(Convert.FromBase64String(jwt.SigningKey)),
        };
    }

    public void Configure(JwtBearerOptions options) => Configure(null, options);
}
