namespace Sokbo.Gateway.Media.Pictures;

/// <summary>What the purge hook was told. Whatever it answers, it is told again.</summary>
/// <param name="Urls">Addresses that caches must not keep.</param>
/// <param name="Done">True when it answered that it has understood; false while that is owed.</param>
/// <param name="Answer">In words.</param>
/// <param name="At">When it answered last.</param>
internal sealed record PurgeProof(string[] Urls, bool Done, string Answer, DateTimeOffset At);
