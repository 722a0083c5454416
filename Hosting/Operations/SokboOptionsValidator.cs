using System.Net;
using Microsoft.Extensions.Options;

namespace Sokbo.Hosting.Operations;

/// <summary>Each failure is one sentence that names the key as it is set in the environment.</summary>
public sealed class SokboOptionsValidator : IValidateOptions<SokboOptions>
{
    public ValidateOptionsResult Validate(string? name, SokboOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(SokboOptions options)
    {
        if (!IsName(options.ClusterId))
        {
            yield return $"Sokbo__ClusterId is '{options.ClusterId}'; it needs 1 to 64 letters, digits, '-' or '_'.";
        }

        if (!IsName(options.ServiceId))
        {
            yield return $"Sokbo__ServiceId is '{options.ServiceId}'; it needs 1 to 64 letters, digits, '-' or '_'.";
        }

        if (options.SiloPort is < 0 or > 65_535)
        {
            yield return $"Sokbo__SiloPort is {options.SiloPort}; it must be a TCP port, or 0 for the default.";
        }

        if (options.GatewayPort is < 0 or > 65_535)
        {
            yield return $"Sokbo__GatewayPort is {options.GatewayPort}; it must be a TCP port, or 0 for the default.";
        }

        if (options.SiloPort != 0 && options.SiloPort == options.GatewayPort)
        {
            yield return $"Sokbo__SiloPort and Sokbo__GatewayPort are both {options.SiloPort}; they must differ.";
        }

        if (!string.IsNullOrEmpty(options.AdvertisedIP) && !IPAddress.TryParse(options.AdvertisedIP, out _))
        {
            yield return $"Sokbo__AdvertisedIP is '{options.AdvertisedIP}'; it must be an IP address.";
        }

        if (options.ClusterWaitSeconds is < 1 or > 3_600)
        {
            yield return $"Sokbo__ClusterWaitSeconds is {options.ClusterWaitSeconds}; it must lie between 1 and 3600.";
        }

        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            yield return "Sokbo__DataDirectory is empty; it must name a directory.";
        }

        if (ListenUrl.Problem("Sokbo__Ops__Url", options.Ops.Url) is { } problem)
        {
            yield return problem;
        }
    }

    private static bool IsName(string? value) =>
        value is { Length: >= 1 and <= 64 } && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
