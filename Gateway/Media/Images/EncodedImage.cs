namespace Sokbo.Gateway.Media.Images;

internal sealed record EncodedImage(MediaType Type, byte[] Content);
