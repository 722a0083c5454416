using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Api;

/// <summary>Parameter of a handler: which revision the request is meant for. One tag or <c>*</c>.</summary>
internal sealed record IfMatch(RevisionExpectation Expectation)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        var values = context.Request.Headers.IfMatch;
        var expectation = values.Count switch
        {
            0 => RevisionExpectation.None,
            1 when values[0] == "*" => RevisionExpectation.Any,
            1 when ETags.TryParse(values[0], out var revision) => new RevisionExpectation(revision),
            _ => throw new ApiProblemException(
                ProblemCodes.IfMatchInvalid, "Send the ETag exactly as you received it, one only, for example If-Match: \"3\"."),
        };
        return ValueTask.FromResult(new IfMatch(expectation));
    }
}
