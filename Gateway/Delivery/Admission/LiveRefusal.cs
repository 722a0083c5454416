namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>Why a connection may not open now.</summary>
/// <param name="Code">The number that the reader is told.</param>
/// <param name="RetryAfter">When it may come back, its own moment; zero where it shall not.</param>
internal sealed record LiveRefusal(ErrorCode Code, TimeSpan RetryAfter);
