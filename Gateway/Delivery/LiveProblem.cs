using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Sokbo.Gateway.Delivery;

/// <summary>A refusal over HTTP of anything under <c>/live</c>: problem details whose code is <c>live-</c> and the number.</summary>
internal static class LiveProblem
{
    public static IResult Of(ErrorCode code, string detail)
    {
        Count(code);
        var problem = new ProblemDetails { Status = StatusOf(code), Title = code.ToString(), Detail = detail };
        problem.Extensions["code"] = CodeOf(code);
        return Results.Problem(problem);
    }

    public static string CodeOf(ErrorCode code) => string.Create(CultureInfo.InvariantCulture, $"live-{(int)code}");

    public static void Count(ErrorCode code) => DeliveryMetrics.Refused.WithLabels(((int)code).ToString(CultureInfo.InvariantCulture)).Inc();

    private static int StatusOf(ErrorCode code) => code switch
    {
        ErrorCode.NothingToHear => StatusCodes.Status404NotFound,
        ErrorCode.OriginRefused => StatusCodes.Status403Forbidden,
        ErrorCode.AddressFull => StatusCodes.Status429TooManyRequests,
        ErrorCode.Draining or ErrorCode.Paced or ErrorCode.GatewayFull => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
