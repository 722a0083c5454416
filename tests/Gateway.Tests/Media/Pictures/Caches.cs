using System.Net;

namespace Sokbo.Gateway.Tests.Media.Pictures;

/// <summary>A purge hook. Answers in turn, the last one again and again; none at all where there is none.</summary>
internal sealed class Caches(params HttpStatusCode[] answers) : HttpMessageHandler, IHttpClientFactory
{
    public List<(string Line, string? Authorization, string Body)> Calls { get; } = [];

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls.Add(($"{request.Method} {request.RequestUri}", request.Headers.Authorization?.ToString(), await request.Content!.ReadAsStringAsync(cancellationToken)));
        return answers.Length == 0
            ? throw new HttpRequestException("Nobody is there.")
            : new HttpResponseMessage(answers[Math.Min(Calls.Count, answers.Length) - 1]);
    }
}
