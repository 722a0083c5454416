namespace Sokbo.Gateway.Pages.Weather;

/// <summary>A station on the map.</summary>
/// <param name="Station">Its number.</param>
/// <param name="At">Where it stands.</param>
/// <param name="TextEms">Room for its label, in the width of a Korean letter.</param>
/// <param name="IsNeeded">Its label covers other stations where there is no other place.</param>
internal sealed record MapDot(int Station, MapPoint At, double TextEms, bool IsNeeded = false);
