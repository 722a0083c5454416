namespace Sokbo.Gateway.Media.S3;

internal sealed record S3Credentials(string AccessKey, string SecretKey, string Region);
