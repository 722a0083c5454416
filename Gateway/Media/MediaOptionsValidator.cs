using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Media;

internal sealed class MediaOptionsValidator : IValidateOptions<MediaOptions>
{
    public ValidateOptionsResult Validate(string? name, MediaOptions options)
    {
        var fields = new MediaFieldsValidator().Validate(name, options);
        return fields.Failed || options.S3 is not { Bucket.Length: > 0 } s3 ? fields
            : s3 is { Endpoint.Length: > 0, AccessKey.Length: > 0, SecretKey.Length: > 0 } ? fields
            : ValidateOptionsResult.Fail("Media:S3 needs Endpoint, AccessKey and SecretKey when it has a Bucket.");
    }
}
