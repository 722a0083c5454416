using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace Sokbo.Hosting.Operations;

/// <summary>
/// Tells requests of the operators' listener from those of the public one, by the local port of the connection.
/// A Host header decides nothing: anybody can send one.
/// </summary>
internal sealed class OpsListener(string opsUrl, IServer server)
{
    private readonly int _configuredPort = ListenUrl.Port(opsUrl);

    public bool Accepts(HttpContext context) => context.Connection.LocalPort == Port;

    // The operators' address is the last one given to the server, which replaces a port of 0 in place.
    private int Port => _configuredPort != 0
        ? _configuredPort
        : server.Features.Get<IServerAddressesFeature>()?.Addresses.LastOrDefault() is { } last ? ListenUrl.Port(last) : -1;
}
