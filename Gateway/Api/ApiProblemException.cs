namespace Sokbo.Gateway.Api;

/// <summary>For binders, which have no other way to refuse. Handlers return <see cref="ApiProblem"/> instead.</summary>
internal sealed class ApiProblemException(ProblemCode code, string detail, IReadOnlyList<ProblemError>? errors = null) : Exception(detail)
{
    public ProblemCode Code => code;

    public IReadOnlyList<ProblemError>? Errors => errors;
}
