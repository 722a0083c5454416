using System.Globalization;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>The methods of the hub for readers on the lane, with the answers that SignalR gives in its place.</summary>
internal sealed partial class LaneCalls(ReaderCalls calls, ILogger<LaneCalls> logger)
{
    private static readonly Dictionary<string, Type[]> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(DeliveryHub.Subscribe)] = [typeof(IReadOnlyList<WireRequest?>)],
        [nameof(DeliveryHub.Unsubscribe)] = [typeof(IReadOnlyList<string?>)],
        [nameof(DeliveryHub.Visible)] = [typeof(IReadOnlyList<string?>)],
        [nameof(DeliveryHub.Applied)] = [typeof(IReadOnlyList<WirePosition?>)],
    };

    public static Type[] ParametersOf(string method) => Parameters.GetValueOrDefault(method, []);

    /// <summary>The answer, or null where none is expected.</summary>
    public async Task<CompletionMessage?> AnswerAsync(ReaderConnection reader, HubMessage message, CancellationToken cancellationToken)
    {
        var answer = message switch
        {
            InvocationMessage call => await CallAsync(reader, call, cancellationToken),
            InvocationBindingFailureMessage failure =>
                CompletionMessage.WithError(failure.InvocationId ?? "", $"Failed to invoke '{failure.Target}' due to an error on the server."),
            StreamInvocationMessage stream =>
                CompletionMessage.WithError(stream.InvocationId ?? "", $"The client attempted to invoke the non-streaming '{stream.Target}' method with a streaming invocation."),
            _ => null,
        };

        // Who sends without an id does not wait for an answer.
        return answer is { InvocationId.Length: > 0 } ? answer : null;
    }

    private async Task<CompletionMessage> CallAsync(ReaderConnection reader, InvocationMessage call, CancellationToken cancellationToken)
    {
        var id = call.InvocationId ?? "";
        try
        {
            return await CarryAsync(reader, call, id, cancellationToken);
        }
        catch (CallRefusedException refusal)
        {
            DeliveryMetrics.Refused.WithLabels(((int)refusal.Code).ToString(CultureInfo.InvariantCulture)).Inc();
            return CompletionMessage.WithError(id, $"An unexpected error occurred invoking '{call.Target}' on the server. HubException: {refusal.Message}");
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException))
        {
            LogFailed(exception, call.Target);
            return CompletionMessage.WithError(id, $"An unexpected error occurred invoking '{call.Target}' on the server.");
        }
    }

    private async Task<CompletionMessage> CarryAsync(ReaderConnection reader, InvocationMessage call, string id, CancellationToken cancellationToken)
    {
        var argument = call.Arguments is [var only] ? only : null;
        switch (call.Target.ToUpperInvariant())
        {
            case "SUBSCRIBE":
                return CompletionMessage.WithResult(id, await calls.SubscribeAsync(reader, argument as IReadOnlyList<WireRequest?>, cancellationToken));
            case "UNSUBSCRIBE":
                calls.Unsubscribe(reader, argument as IReadOnlyList<string?>);
                break;
            case "VISIBLE":
                calls.Visible(reader, argument as IReadOnlyList<string?>);
                break;
            case "APPLIED":
                calls.Applied(reader, argument as IReadOnlyList<WirePosition?>);
                break;
            default:
                return CompletionMessage.WithError(id, $"Unknown hub method '{call.Target}'");
        }

        return CompletionMessage.Empty(id);
    }

    [LoggerMessage(1141, LogLevel.Error, "A call of {Target} failed.")]
    private partial void LogFailed(Exception exception, string target);
}
