namespace Sokbo.Gateway.Api;

/// <summary>Of calls whose answers hold what can be erased later: an answer that was kept is not given again once that is so.</summary>
/// <param name="IsErased">Asked with the route of the repetition and the answer that was kept.</param>
internal sealed record ErasableMetadata(Func<HttpContext, StoredAnswer, Task<bool>> IsErased);
