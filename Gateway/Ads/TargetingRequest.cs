using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads;

/// <summary>Conditions on the page and on what it is looked at with. All must hold.</summary>
internal sealed record TargetingRequest
{
    /// <summary>Ids of sections.</summary>
    public TargetingSetRequest? Sections { get; init; }

    public TargetingSetRequest? Tags { get; init; }

    /// <summary><c>phone</c>, <c>tablet</c>, <c>desktop</c>.</summary>
    public TargetingSetRequest? Devices { get; init; }

    /// <summary>Host names that led to the page; each stands for its subdomains too.</summary>
    public TargetingSetRequest? Referrers { get; init; }

    /// <summary>By the key that pages give values for.</summary>
    public IReadOnlyDictionary<string, TargetingSetRequest>? KeyValues { get; init; }

    /// <summary>Null without conditions.</summary>
    public static TargetingRequest? Of(ImmutableArray<TargetingCondition> conditions)
    {
        var keyValues = conditions.Where(condition => condition.Dimension == TargetingDimension.KeyValue).ToDictionary(condition => condition.Key, TargetingSetRequest.Of);
        return conditions.IsEmpty
            ? null
            : new TargetingRequest
            {
                Sections = Find(TargetingDimension.Section),
                Tags = Find(TargetingDimension.Tag),
                Devices = Find(TargetingDimension.Device),
                Referrers = Find(TargetingDimension.Referrer),
                KeyValues = keyValues.Count == 0 ? null : keyValues,
            };

        TargetingSetRequest? Find(TargetingDimension dimension) =>
            conditions.FirstOrDefault(condition => condition.Dimension == dimension) is { } condition ? TargetingSetRequest.Of(condition) : null;
    }

    public void Check(RequestErrors errors, string pointer)
    {
        Sections?.Check(errors, $"{pointer}/sections");
        Tags?.Check(errors, $"{pointer}/tags");
        Devices?.Check(errors, $"{pointer}/devices", DeviceKind.All);
        Referrers?.Check(errors, $"{pointer}/referrers");
        var keys = KeyValues?.Keys.ToArray() ?? [];
        errors.Check(
            keys.Length <= DeliveryRules.ConditionsMax - 4, $"{pointer}/keyValues", $"At most {DeliveryRules.ConditionsMax - 4} keys are taken.");
        errors.Check(
            keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == keys.Length, $"{pointer}/keyValues", "Keys must differ in more than upper and lower case.");
        foreach (var (key, set) in KeyValues ?? ImmutableDictionary<string, TargetingSetRequest>.Empty)
        {
            errors.CheckText(key, $"{pointer}/keyValues", TargetingCondition.ValueLengthMax, required: true);
            set?.Check(errors, $"{pointer}/keyValues/{key}");
        }
    }

    public IEnumerable<TargetingCondition> Conditions() =>
        new[]
        {
            Sections?.Condition(TargetingDimension.Section),
            Tags?.Condition(TargetingDimension.Tag),
            Devices?.Condition(TargetingDimension.Device),
            Referrers?.Condition(TargetingDimension.Referrer),
        }.Concat((KeyValues ?? ImmutableDictionary<string, TargetingSetRequest>.Empty).Select(pair => pair.Value.Condition(TargetingDimension.KeyValue, pair.Key)))
        .OfType<TargetingCondition>();
}
