using System.Collections.Immutable;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads;

/// <summary>One condition: the page has at least one of the values to include, unless there are none, and none of those to exclude.</summary>
internal sealed record TargetingSetRequest
{
    public IReadOnlyList<string>? Include { get; init; }

    public IReadOnlyList<string>? Exclude { get; init; }

    public static TargetingSetRequest Of(TargetingCondition condition) => new()
    {
        Include = condition.Include.IsEmpty ? null : condition.Include,
        Exclude = condition.Exclude.IsEmpty ? null : condition.Exclude,
    };

    public void Check(RequestErrors errors, string pointer, IReadOnlyCollection<string>? allowed = null)
    {
        errors.Check((Include?.Count ?? 0) + (Exclude?.Count ?? 0) > 0, pointer, "Must include or exclude something. Leave it out for no condition.");
        Check(errors, Include, $"{pointer}/include", allowed);
        Check(errors, Exclude, $"{pointer}/exclude", allowed);
    }

    public TargetingCondition Condition(TargetingDimension dimension, string key = "") => new()
    {
        Dimension = dimension,
        Key = key,
        Include = Values(Include),
        Exclude = Values(Exclude),
    };

    private static ImmutableArray<string> Values(IReadOnlyList<string>? values) => [.. (values ?? []).Select(value => value.Trim()).Distinct(StringComparer.Ordinal)];

    private static void Check(RequestErrors errors, IReadOnlyList<string>? values, string pointer, IReadOnlyCollection<string>? allowed)
    {
        errors.Check((values?.Count ?? 0) <= TargetingCondition.ValuesMax, pointer, $"At most {TargetingCondition.ValuesMax} values are taken.");
        foreach (var (index, value) in (values ?? []).Take(TargetingCondition.ValuesMax).Index())
        {
            errors.CheckText(value, $"{pointer}/{index}", TargetingCondition.ValueLengthMax, required: true);
            errors.Check(allowed is null || allowed.Contains(value), $"{pointer}/{index}", $"Must be one of {string.Join(", ", allowed ?? [])}.");
        }
    }
}
