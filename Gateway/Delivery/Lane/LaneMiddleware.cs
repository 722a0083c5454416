using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery.Admission;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>
/// Looks at the first bytes of a connection. The plain upgrade of an anonymous reader is answered here, in SignalR's
/// protocol; all else goes on to ASP.NET Core with its bytes untouched, and so do readers who may not come in now, for
/// the refusal is worded there.
/// </summary>
internal sealed class LaneMiddleware(
    LaneServices services, LaneConnections connections, LiveAdmission admission, IOptions<DeliveryOptions> options, IOptions<ForwardedHeadersOptions> forwarded)
{
    private static readonly byte[] Path = Encoding.ASCII.GetBytes(DeliveryServices.HubPath);

    public ConnectionDelegate Before(ConnectionDelegate next) => connection => RunAsync(connection, next);

    private async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await LookAsync(connection.Transport.Input) is not { } request)
        {
            await next(connection);
            return;
        }

        var address = AddressOf(connection, request);
        if (admission.TryEnter(address, request.Origin, new HostString(request.Host)) is { } refusal)
        {
            connection.Features.Set(new RefusedUpgrade(request.Key, refusal));
            await next(connection);
            return;
        }

        var reader = new LaneConnection(services, connection);
        connections.Add(reader);
        try
        {
            reader.Welcome(UpgradeAnswer.To(request));
            await SkipAsync(connection.Transport.Input, request.Length);
            await reader.RunAsync();
        }
        finally
        {
            connections.Remove(reader);
            admission.Leave(address);
        }
    }

    private IPAddress AddressOf(ConnectionContext connection, UpgradeRequest request) =>
        ReaderAddress.Of((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None, request.ForwardedFor, forwarded.Value);

    private static async ValueTask SkipAsync(PipeReader input, int length) =>
        input.AdvanceTo((await input.ReadAsync()).Buffer.GetPosition(length));

    /// <summary>Null for all that is not ours, and for who sends nothing for too long. Takes no bytes.</summary>
    private async Task<UpgradeRequest?> LookAsync(PipeReader input)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.HandshakeSeconds));
        try
        {
            while (true)
            {
                var result = await input.ReadAsync(patience.Token);
                var verdict = Look(result.Buffer, out var request);
                if (verdict != UpgradeVerdict.Incomplete || result.IsCompleted)
                {
                    // Nothing is examined either, so that whoever reads next sees it at once.
                    input.AdvanceTo(result.Buffer.Start);
                    return request;
                }

                input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        catch (OperationCanceledException)
        {
            // ASP.NET Core has its own time-outs.
            return null;
        }
    }

    private static UpgradeVerdict Look(ReadOnlySequence<byte> bytes, out UpgradeRequest? request)
    {
        if (bytes.IsSingleSegment)
        {
            return UpgradeRequest.Read(bytes.FirstSpan, Path, out request);
        }

        var first = bytes.Slice(0, Math.Min(bytes.Length, UpgradeRequest.BytesMax)).ToArray();
        return UpgradeRequest.Read(first, Path, out request);
    }
}
