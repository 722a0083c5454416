namespace Sokbo.Gateway.Api;

/// <summary>One value that is not valid: where it stands (JSON pointer into the body, RFC 6901) and what would be.</summary>
internal sealed record ProblemError(string Pointer, string Message);
