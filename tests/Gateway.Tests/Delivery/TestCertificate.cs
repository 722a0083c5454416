using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>A certificate of this test run for 127.0.0.1.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Loopback { get; } = Make();

    /// <summary>Only this certificate is accepted.</summary>
    public static bool Is(X509Certificate? certificate) =>
        certificate?.GetCertHashString() == Loopback.GetCertHashString();

    private static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var today = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(today.AddDays(-1), today.AddDays(1));
    }
}
