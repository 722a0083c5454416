namespace Sokbo.Gateway.Pages.Weather;

/// <summary>A station on the map.</summary>
/// <param name="Station">Its number.</param>
/// <param name="At">Where it stands.</param>
/// <param name="TextEms">Room for its label, in the width of a Korean letter.</param>
internal sealed record MapDot(int Station, MapPoint At, double TextEms);
