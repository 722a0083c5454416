using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Weather.Feeds;

namespace Sokbo.Grains.Weather.Feeds;

/// <summary>Each failure is one sentence that names the key as it is set in the environment, and never a secret.</summary>
internal sealed class FeedsOptionsValidator : IValidateOptions<FeedsOptions>
{
    private const int KeyLengthMax = 200;
    private const int ContactLengthMax = 100;

    public ValidateOptionsResult Validate(string? name, FeedsOptions options)
    {
        var failures = FeedIds.All.SelectMany(id => Failures($"Weather__Feeds__{char.ToUpperInvariant(id[0])}{id[1..]}", id, options.Find(id)!))
            .Concat(Failures(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(FeedsOptions options)
    {
        if (options.Contact is { } contact && (contact.Length > ContactLengthMax || contact.Any(letter => letter is < '!' or > '~' or '(' or ')')))
        {
            yield return $"Weather__Feeds__Contact must have at most {ContactLengthMax} ASCII characters without blanks and brackets, for example mailto:weather@example.com.";
        }

        foreach (var (key, value, least, most) in new[]
        {
            ("TimeoutSeconds", options.TimeoutSeconds, 1, 60),
            ("SpreadSeconds", options.SpreadSeconds, 0, 600),
            ("RetrySeconds", options.RetrySeconds, 1, 600),
            ("RetrySecondsMax", options.RetrySecondsMax, 1, 3_600),
            ("CatchUpHours", options.CatchUpHours, 0, 48),
        })
        {
            if (value < least || value > most)
            {
                yield return $"Weather__Feeds__{key} is {value}; it must be from {least} to {most}.";
            }
        }
    }

    private static IEnumerable<string> Failures(string prefix, string id, FeedSourceOptions source)
    {
        if (source.CallsPerDayMax is < 1 or > 100_000)
        {
            yield return $"{prefix}__CallsPerDayMax is {source.CallsPerDayMax}; it must be from 1 to 100000.";
        }

        if (source.ArrivalMinutes is < 0 or > 50)
        {
            yield return $"{prefix}__ArrivalMinutes is {source.ArrivalMinutes}; it must be from 0 to 50.";
        }

        var hasKey = !string.IsNullOrEmpty(source.Key);
        if (!Uri.TryCreate(source.BaseAddress, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            yield return $"{prefix}__BaseAddress must be an http or https address without user, query and fragment.";
        }
        else if (hasKey && address.Scheme == "http" && !address.IsLoopback)
        {
            yield return $"{prefix}__BaseAddress must be https, because {prefix}__Key would be sent in the open.";
        }

        if (hasKey && (source.Key!.Length > KeyLengthMax || source.Key.Any(letter => letter is < '!' or > '~')))
        {
            yield return $"{prefix}__Key must have at most {KeyLengthMax} ASCII characters without blanks.";
        }

        if (source.Enabled && !hasKey && id != FeedIds.Map)
        {
            yield return $"{prefix}__Key is not set; the API hub needs the authKey of an account that has applied for this source.";
        }
    }
}
