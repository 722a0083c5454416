namespace Sokbo.Gateway.Media.Images;

/// <summary>The file is damaged, or it is no picture of the type that it begins like.</summary>
internal sealed class ImageUnreadableException(string message, Exception inner) : Exception(message, inner);
