using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Access;

internal sealed class JwtOptionsValidator : IValidateOptions<JwtOptions>
{
    private const int SigningKeyBytesMin = 32;

    public ValidateOptionsResult Validate(string? name, JwtOptions options)
    {
        var failures = options.IsOn ? Failures(options).ToArray() : [];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(JwtOptions options)
    {
        if (string.IsNullOrEmpty(options.Audience))
        {
            yield return "Sokbo__Jwt__Audience is empty; without it any token of the issuer would be taken.";
        }

        if (!string.IsNullOrEmpty(options.Authority)
            && (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) || authority.Scheme != Uri.UriSchemeHttps))
        {
            yield return $"Sokbo__Jwt__Authority is '{options.Authority}'; it must be an https address.";
        }

        if (string.IsNullOrEmpty(options.SigningKey))
        {
            yield break;
        }

        if (!string.IsNullOrEmpty(options.Authority))
        {
            yield return "Sokbo__Jwt__Authority and Sokbo__Jwt__SigningKey exclude each other; set one.";
        }

        if (string.IsNullOrEmpty(options.Issuer))
        {
            yield return "Sokbo__Jwt__Issuer is empty; it is required with Sokbo__Jwt__SigningKey.";
        }

        var bytes = new byte[options.SigningKey.Length];
        if (!Convert.TryFromBase64String(options.SigningKey, bytes, out var length) || length < SigningKeyBytesMin)
        {
            yield return $"Sokbo__Jwt__SigningKey must be base64 of at least {SigningKeyBytesMin} bytes.";
        }
    }
}
