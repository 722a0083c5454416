using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sokbo.Hosting.Operations;

/// <summary>Addresses that a process listens on, as in <c>ASPNETCORE_URLS</c>.</summary>
internal static class ListenUrl
{
    /// <summary>One sentence, or null where the address can be listened on.</summary>
    public static string? Problem(string key, string? url)
    {
        try
        {
            var address = BindingAddress.Parse(url ?? "");
            return address switch
            {
                { Scheme: not ("http" or "https") } => $"{key} is '{url}'; it must begin with http:// or https://.",
                { Host.Length: 0 } or { Port: < 0 or > 65_535 } => $"{key} is '{url}'; it must look like http://localhost:8080.",
                { Port: 0, Host: "localhost" } => $"{key} is '{url}'; a port of 0 needs an address such as 127.0.0.1.",
                _ => null,
            };
        }
        catch (FormatException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{key} is '{url}'; it must look like http://localhost:8080.");
        }
    }

    public static int Port(string url) => BindingAddress.Parse(url).Port;
}
