using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// The path of a request as its route writes it: the same whatever the reader's letters and slashes, so that every page has
/// one address. Where no route has taken the request, its path as it came.
/// </summary>
internal static class RoutePath
{
    public static string Of(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.PathSegments: var segments })
        {
            return context.Request.Path;
        }

        var path = new StringBuilder();
        foreach (var segment in segments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
            {
                path.Append(part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart parameter => ValueOf(context, parameter.Name),
                    _ => throw new InvalidOperationException($"A route has a part of kind {part.PartKind}."),
                });
            }
        }

        return path.Length == 0 ? "/" : path.ToString();
    }

    private static string ValueOf(HttpContext context, string name) =>
        Uri.EscapeDataString(Convert.ToString(context.Request.RouteValues[name], CultureInfo.InvariantCulture) ?? "");
}
