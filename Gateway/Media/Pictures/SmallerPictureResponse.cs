namespace Sokbo.Gateway.Media.Pictures;

/// <param name="Url">Its address.</param>
/// <param name="Width">Pixels.</param>
internal sealed record SmallerPictureResponse(string Url, int Width);
