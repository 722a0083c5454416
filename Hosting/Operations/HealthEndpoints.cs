using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Sokbo.Hosting.Operations;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        // Only that this process still answers: a restart cures nothing that is wrong elsewhere.
        routes.MapGet("/health/live", () => Results.Text("live\n"));
        routes.MapGet("/health/ready", Ready);
    }

    private static IResult Ready(IEnumerable<IReadiness> conditions)
    {
        var problems = conditions
            .Select(condition => (condition.Name, condition.Problem))
            .Where(condition => condition.Problem is not null)
            .Select(condition => $"{condition.Name}: {condition.Problem}")
            .ToList();
        return problems.Count == 0
            ? Results.Text("ready\n")
            : Results.Text(string.Join('\n', problems) + "\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
