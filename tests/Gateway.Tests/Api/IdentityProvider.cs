using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Sokbo.Gateway.Tests.Api;

/// <summary>An OpenID Connect issuer on loopback, over HTTPS with a certificate of its own, with an RSA and an elliptic key.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly WebApplication _app;

    private IdentityProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        builder.WebHost.UseKestrelHttpsConfiguration();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Address, jwks_uri = Address + "/keys" }));
        _app.MapGet("/keys", () => Results.Json(new { keys = new[] { Public(Rsa), Public(Elliptic) } }));
    }

    public string Address => _app.Urls.First();

    public SecurityKey Rsa => new RsaSecurityKey(_rsa) { KeyId = "rsa" };

    public SecurityKey Elliptic => new ECDsaSecurityKey(_elliptic) { KeyId = "elliptic" };

    /// <summary>What an attacker knows of the RSA key; as a secret it must be worth nothing.</summary>
    public byte[] PublicBytes => _rsa.ExportSubjectPublicKeyInfo();

    public static async Task<IdentityProvider> StartAsync()
    {
        var provider = new IdentityProvider();
        await provider._app.StartAsync();
        return provider;
    }

    /// <summary>Believes this provider's certificate and no other.</summary>
    public HttpMessageHandler Trusting()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_certificate);
        return new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        _rsa.Dispose();
        _elliptic.Dispose();
    }

    private static object Public(SecurityKey key)
    {
        var web = JsonWebKeyConverter.ConvertFromSecurityKey(key);
        return key is RsaSecurityKey
            ? new { kty = web.Kty, kid = key.KeyId, use = "sig", n = web.N, e = web.E }
            : new { kty = web.Kty, kid = key.KeyId, use = "sig", crv = web.Crv, x = web.X, y = web.Y };
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
