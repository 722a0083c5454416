using Sokbo.Gateway.Access;

namespace Sokbo.Gateway.Operations;

/// <summary>Puts the first operator key in force after the start, and prints a generated one the only time it can be seen.</summary>
public static partial class FirstKeyNotice
{
    private const int AttemptsMax = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task AnnounceFirstKeyAsync(this WebApplication app)
    {
        var key = app.Services.GetRequiredService<FirstKey>();
        var stopping = app.Lifetime.ApplicationStopping;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await key.EnsureAsync(stopping) is { } secret)
                {
                    Console.WriteLine($"""

                          Operator key, shown this once only (Authorization: Bearer …):
                            {secret}

                        """);
                    await Console.Out.FlushAsync(stopping);
                    await key.ConfirmShownAsync(stopping);
                }

                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (attempt < AttemptsMax)
            {
                // A cluster that is just forming refuses calls for a moment.
                LogRetry(app.Logger, error);
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    [LoggerMessage(7202, LogLevel.Warning, "The first operator key could not be put in force; trying again.")]
    private static partial void LogRetry(ILogger logger, Exception error);
}
