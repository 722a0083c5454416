namespace Sokbo.Gateway.Access;

/// <summary>
/// Tokens of the newsroom's own identity provider; section <c>Sokbo:Jwt</c>. Off while neither an authority nor a signing
/// key is set. Claims: <c>sub</c>, <c>name</c>, and the lists <c>roles</c>, <c>sites</c>, <c>accounts</c>.
/// </summary>
public sealed class JwtOptions
{
    public const string Section = "Sokbo:Jwt";

    /// <summary>HTTPS address of an OpenID Connect issuer, whose published keys are used.</summary>
    public string? Authority { get; set; }

    /// <summary>Secret of HS256, base64, 32 bytes or more; for issuers without published keys.</summary>
    public string? SigningKey { get; set; }

    /// <summary>The <c>iss</c> that tokens must carry; required with a signing key.</summary>
    public string? Issuer { get; set; }

    /// <summary>The <c>aud</c> that tokens must carry; required.</summary>
    public string? Audience { get; set; }

    public bool IsOn => !string.IsNullOrEmpty(Authority) || !string.IsNullOrEmpty(SigningKey);
}
