using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Sokbo.Hosting.Operations;

/// <summary>
/// Runs a process to its exit code. What an operator can mend is one line on the error stream; a stack trace is for bugs.
/// </summary>
public static class ProcessRunner
{
    public static async Task<int> RunAsync(string program, Func<Task> body)
    {
        try
        {
            await body();
            return Environment.ExitCode;
        }
        catch (Exception error) when (Explain(error) is { } line)
        {
            await Console.Error.WriteLineAsync($"{program}: {line}");
            return error is StartException problem ? problem.ExitCode : 1;
        }
    }

    /// <summary>
    /// What a process that is starting meets when the others go: each of their libraries has its own name for it. This
    /// library knows nothing of Orleans, whose exceptions are told by where they come from.
    /// </summary>
    private static bool IsOutage(Exception error) =>
        error is RedisException or TimeoutException
        || (error.GetType().Assembly.GetName().Name?.StartsWith("Orleans.", StringComparison.Ordinal) ?? false);

    private static string FirstLine(string message)
    {
        var line = message.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        return line.EndsWith(".", StringComparison.Ordinal) ? line.ToString() : $"{line}.";
    }

    private static string? Explain(Exception error) => error switch
    {
        StartException problem => problem.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        IOException { InnerException: AddressInUseException } busy =>
            $"{busy.Message} Stop the program that listens there, or change ASPNETCORE_URLS or Sokbo__Ops__Url.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable or SocketError.AccessDenied } refused =>
            $"Cannot listen: {refused.Message}. Check ASPNETCORE_URLS, Sokbo__Ops__Url, Sokbo__SiloPort, Sokbo__GatewayPort and Sokbo__AdvertisedIP.",
        AggregateException { InnerExceptions: [var inner] } => Explain(inner),
        _ when IsOutage(error) =>
            $"The store or the cluster was lost: {FirstLine(error.Message)} Start this process again once they answer; see docs/RUNBOOK.md, 'Store does not take writes'.",
        _ => error.InnerException is { } inner && (inner is StartException or OptionsValidationException or SocketException || IsOutage(inner))
            ? Explain(error.InnerException!)
            : null,
    };
}
