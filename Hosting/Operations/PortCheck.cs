using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Sokbo.Hosting.Operations;

/// <summary>
/// Looks before anything starts whether the ports are free: a silo that joins the cluster and then finds its port
/// taken costs everybody a membership change, and the error would not name the key to change.
/// </summary>
internal sealed class PortCheck(IConfiguration configuration, IOptions<SokboOptions> options, IEnumerable<PortUse> others)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var use in Listeners().Concat(others).Where(use => use.Port != 0))
        {
            using var socket = new Socket(use.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(use.Address, use.Port));
                socket.Listen();
            }
            catch (SocketException error)
            {
                throw new StartException(error.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Port {use.Port} is in use: stop the program that listens there, or change {use.Key}."
                    : $"Cannot listen on {use.Address} port {use.Port}: {error.Message}. Change {use.Key}.", inner: error);
            }
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Tests replace the addresses after the program has chosen them; the configuration has the last word.
    private IEnumerable<PortUse> Listeners() =>
        from url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
        let address = BindingAddress.Parse(url)
        where !address.IsUnixPipe
        select new PortUse(
            string.Equals(url, options.Value.Ops.Url, StringComparison.Ordinal) ? "Sokbo__Ops__Url" : "ASPNETCORE_URLS",
            IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip
                : string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : IPAddress.Any,
            address.Port);
}
