using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Media.Pictures;

/// <summary>Tells the caches before the gateways which pictures they must not keep any more.</summary>
internal sealed partial class PurgeHook(IHttpClientFactory clients, IOptions<MediaOptions> options, TimeProvider time, ILogger<PurgeHook> logger)
{
    public const string ClientName = "purge";

    private const int TriesMax = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public bool IsOn => options.Value.PurgeUrl is { Length: > 0 };

    /// <summary>Null where none is configured or there is nothing to tell.</summary>
    public async Task<PurgeProof?> CallAsync(string[] urls, CancellationToken cancellationToken)
    {
        if (options.Value.PurgeUrl is not { Length: > 0 } address || urls.Length == 0)
        {
            return null;
        }

        for (var attempt = 1; ; attempt++)
        {
            var answer = await TryAsync(address, urls, cancellationToken);
            if (answer.Done || attempt == TriesMax)
            {
                MediaMetrics.Purges.WithLabels(answer.Done ? "done" : "failed").Inc();
                return new PurgeProof(urls, answer.Done, answer.Text, time.GetUtcNow());
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<(bool Done, string Text)> TryAsync(string address, string[] urls, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(new { urls }) };
            if (options.Value.PurgeToken is { Length: > 0 } token)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }

            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (response.IsSuccessStatusCode, FormattableString.Invariant($"It answered {(int)response.StatusCode}."));
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogFailed(error);
            return (false, "It did not answer.");
        }
    }

    [LoggerMessage(7110, LogLevel.Warning, "The purge hook could not be called. See Media in docs/RUNBOOK.md.")]
    private partial void LogFailed(Exception error);
}
