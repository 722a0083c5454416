using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Sokbo.Gateway.Delivery;

/// <summary>A refusal over HTTP of anything under <c>/live</c>: problem details whose code is <c>live-</c> and the number.</summary>
internal static class LiveProblem
{
    public static IResult Of(ErrorCode code, string detail)
    {
        var number = ((int)code).ToString(CultureInfo.InvariantCulture);
        DeliveryMetrics.Refused.WithLabels(number).Inc();
        var problem = new ProblemDetails { Status = StatusOf(code), Title = code.ToString(), Detail = detail };
        problem.Extensions["code"] = $"live-{number}";
        return Results.Problem(problem);
    }

    private static int StatusOf(ErrorCode code) => code switch
    {
        ErrorCode.NothingToHear => StatusCodes.Status404NotFound,
        ErrorCode.OriginRefused => StatusCodes.Status403Forbidden,
        ErrorCode.AddressFull => StatusCodes.Status429TooManyRequests,
        ErrorCode.Draining or ErrorCode.Paced or ErrorCode.GatewayFull => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
