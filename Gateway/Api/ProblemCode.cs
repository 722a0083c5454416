namespace Sokbo.Gateway.Api;

/// <summary>A kind of refusal that clients may rely on: the name never changes its meaning, and each is a row in <c>docs/API.md</c>.</summary>
internal sealed record ProblemCode(string Name, int Status, string Title);
