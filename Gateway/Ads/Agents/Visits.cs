using Microsoft.Extensions.Primitives;

namespace Sokbo.Gateway.Ads.Agents;

/// <summary>Sorts requests. Of several reasons the one that is surest stands: a method and a header are, a name is not.</summary>
internal sealed class Visits(IAgentClassifier agents)
{
    private static readonly string[] Purposes = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];

    public Visit Of(HttpRequest request)
    {
        if (HttpMethods.IsHead(request.Method))
        {
            return Visit.NoContent;
        }

        foreach (var name in Purposes)
        {
            if (request.Headers.TryGetValue(name, out var purpose) && IsEarly(purpose))
            {
                return Visit.Prefetch;
            }
        }

        return agents.IsReader(request.Headers.UserAgent) ? Visit.Reader : Visit.Robot;
    }

    private static bool IsEarly(StringValues purpose) => purpose.Any(value =>
        value is not null && (value.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || value.Contains("prerender", StringComparison.OrdinalIgnoreCase)));
}
