using System.Text.Json.Serialization;
using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>The page that asks for banners. In JSON also its path alone, as a string.</summary>
[JsonConverter(typeof(PageRequestConverter))]
internal sealed record PageRequest
{
    public const int TagsMax = 30;
    public const int KeyValuesMax = 20;
    public const int ValuesMax = 100;
    public const int ShownMax = 40;
    public const int RegionsMax = 20;
    public const int TextLengthMax = 100;
    public const int AddressLengthMax = 2_048;

    public string? Path { get; init; }

    /// <summary>Id of the section that the page belongs to.</summary>
    public string? Section { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Address or host name that led to the page. Only the host name is looked at.</summary>
    public string? Referrer { get; init; }

    /// <summary>At most 20 keys with at most 100 values in all.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? KeyValues { get; init; }

    /// <summary>Labels and creatives that are on the page now, apart from those in the slots that are asked for.</summary>
    public IReadOnlyList<string>? Shown { get; init; }

    /// <summary>Ids of regions of the weather whose warnings the page shows. Pages of this gateway leave it out: <see cref="Path"/> says it.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    public void Check(RequestErrors errors, string pointer)
    {
        errors.CheckText(Path, $"{pointer}/path", AddressLengthMax);
        errors.CheckText(Section, $"{pointer}/section", TextLengthMax);
        errors.CheckText(Referrer, $"{pointer}/referrer", AddressLengthMax);
        CheckList(errors, Tags, $"{pointer}/tags", TagsMax);
        CheckList(errors, Shown, $"{pointer}/shown", ShownMax);
        CheckList(errors, Regions, $"{pointer}/regions", RegionsMax);
        errors.Check(KeyValues is not { Count: > KeyValuesMax }, $"{pointer}/keyValues", $"At most {KeyValuesMax} keys are taken.");
        errors.Check(KeyValues?.Sum(pair => pair.Value?.Count ?? 0) is not > ValuesMax, $"{pointer}/keyValues", $"At most {ValuesMax} values are taken.");
        foreach (var (key, values) in KeyValues ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            errors.Check(key.Length is > 0 and <= TextLengthMax, $"{pointer}/keyValues", $"Keys have 1 to {TextLengthMax} characters.");
            CheckList(errors, values, $"{pointer}/keyValues", ValuesMax);
        }
    }

    private static void CheckList(RequestErrors errors, IReadOnlyList<string>? values, string pointer, int max)
    {
        errors.Check(values is not { } list || list.Count <= max, pointer, $"At most {max} are taken.");
        errors.Check(values?.All(value => value is { Length: > 0 and <= TextLengthMax }) ?? true, pointer, $"Each has 1 to {TextLengthMax} characters.");
    }
}
