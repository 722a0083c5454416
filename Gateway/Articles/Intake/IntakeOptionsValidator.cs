using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Articles.Intake;

internal sealed class IntakeOptionsValidator : IValidateOptions<IntakeOptions>
{
    public ValidateOptionsResult Validate(string? name, IntakeOptions options)
    {
        var fields = new IntakeFieldsValidator().Validate(name, options);
        if (fields.Failed)
        {
            return fields;
        }

        var problems = options.Sources.SelectMany((source, index) => Problems(source, options).Select(problem => $"Intake:Sources:{index}: {problem}")).ToList();
        problems.AddRange(options.Sources.GroupBy(source => source.Id, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => $"Intake:Sources: two have the Id '{group.Key}'."));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(IntakeSource source, IntakeOptions options)
    {
        if (!Identifier.IsValid(source.Id))
        {
            yield return "Id must have 1 to 64 of the characters A-Z a-z 0-9 . _ -.";
        }

        if (!Uri.TryCreate(source.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
        {
            yield return "Url must be a whole http or https address without a name or password.";
        }
        else if (!options.Hosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"its host '{url.Host}' is not in Intake:Hosts.";
        }

        if (!Identifier.IsValid(source.Site) || !Identifier.IsValid(source.Section))
        {
            yield return "Site and Section must be ids.";
        }

        if (source.IntervalMinutes is < 1 or > 10_080 || source.CallsPerDayMax is < 1 or > 1_440)
        {
            yield return "IntervalMinutes must be 1 to 10080, CallsPerDayMax 1 to 1440.";
        }
    }
}
