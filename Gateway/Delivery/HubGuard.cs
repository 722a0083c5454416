using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Stands between a transport and the hub: the handshake has to come in time and be one. SignalR would end the connection
/// as well, but without a number, and nobody would count it. The bytes are left where they are, for the hub to read.
/// </summary>
internal sealed partial class HubGuard(IOptions<DeliveryOptions> options, TimeProvider time, ILogger<HubGuard> logger)
{
    public ConnectionDelegate Before(ConnectionDelegate next) => connection => RunAsync(connection, next);

    private async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await LookAsync(connection) is { } refusal)
        {
            await RefuseAsync(connection, refusal);
            return;
        }

        var input = new GuardedInput(connection.Transport.Input, time);
        connection.Transport = new GuardedTransport(input, connection.Transport.Output);

        // Long polling is silent between two polls, and has a time-out of its own.
        if (connection.Features.Get<IConnectionInherentKeepAliveFeature>() is not { HasInherentKeepAlive: true })
        {
            connection.Features.Set(input);
        }

        await next(connection);
    }

    /// <summary>Null where a handshake is there, or where the client has gone.</summary>
    private async Task<CallRefusedException?> LookAsync(ConnectionContext connection)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.HandshakeSeconds), time);
        var input = connection.Transport.Input;
        try
        {
            while (true)
            {
                var result = await input.ReadAsync(patience.Token);
                var bytes = result.Buffer;
                var isWhole = HandshakeProtocol.TryParseRequestMessage(ref bytes, out _);
                if (isWhole || result.IsCompleted || result.IsCanceled)
                {
                    input.AdvanceTo(result.Buffer.Start);
                    return null;
                }

                input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                if (result.Buffer.Length >= options.Value.ReceiveBytesMax)
                {
                    return new CallRefusedException(ErrorCode.BrokenMessage, "the handshake is too long.");
                }
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new CallRefusedException(ErrorCode.NoHandshake, string.Create(CultureInfo.InvariantCulture, $"no handshake within {options.Value.HandshakeSeconds} s."));
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            return new CallRefusedException(ErrorCode.BrokenMessage, "the handshake cannot be read.");
        }
    }

    private async Task RefuseAsync(ConnectionContext connection, CallRefusedException refusal)
    {
        var number = ((int)refusal.Code).ToString(CultureInfo.InvariantCulture);
        DeliveryMetrics.Closed.WithLabels(number).Inc();
        LogRefused(connection.ConnectionId, number, refusal.Code);
        HandshakeProtocol.WriteResponseMessage(new HandshakeResponseMessage(refusal.Message), connection.Transport.Output);
        await connection.Transport.Output.FlushAsync();
    }

    [LoggerMessage(1122, LogLevel.Information, "Connection {Connection} is closed: {Code} {Reason}. It never was a reader.")]
    private partial void LogRefused(string connection, string code, ErrorCode reason);
}
