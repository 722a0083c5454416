using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

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

    private static string? Explain(Exception error) => error switch
    {
        StartException problem => problem.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        IOException { InnerException: AddressInUseException } busy =>
            $"{busy.Message} Stop the program that listens there, or change ASPNETCORE_URLS or Sokbo__Ops__Url.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable or SocketError.AccessDenied } refused =>
            $"Cannot listen: {refused.Message}. Check ASPNETCORE_URLS, Sokbo__Ops__Url, Sokbo__SiloPort, Sokbo__GatewayPort and Sokbo__AdvertisedIP.",
        AggregateException { InnerExceptions: [var inner] } => Explain(inner),
        _ => error.InnerException is { } inner && inner is StartException or OptionsValidationException or SocketException
            ? Explain(error.InnerException!)
            : null,
    };
}
