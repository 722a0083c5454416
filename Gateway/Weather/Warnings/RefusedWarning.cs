namespace Sokbo.Gateway.Weather.Warnings;

/// <summary>A report that changed nothing.</summary>
/// <param name="Index">Place in the list, from 0.</param>
/// <param name="Code">Stable; see docs/API.md.</param>
/// <param name="Reason">For people.</param>
internal sealed record RefusedWarning(int Index, string Code, string Reason);
