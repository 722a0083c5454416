namespace Sokbo.Gateway.Api;

/// <summary>Marks a POST that creates something, which needs an <c>Idempotency-Key</c>.</summary>
/// <param name="ShowsSecret">The answer holds a secret: it is not kept, and a repetition is refused instead of answered again.</param>
internal sealed record CreatesMetadata(bool ShowsSecret);
