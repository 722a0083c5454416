using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Sokbo.Repository.Tests;

/// <summary>Every key that the programs read is in docs/CONFIGURATION.md, and every key there is read.</summary>
public sealed partial class ConfigurationDocumentTests
{
    private static readonly string[] Programs = ["Grains.Interfaces", "Grains", "Hosting", "Silo", "Gateway", "Standalone"];

    /// <summary>Keys of the platform, which no options class of ours has.</summary>
    private static readonly string[] Platform = ["Logging__"];

    [Fact]
    public void Every_key_is_documented_and_every_documented_key_exists()
    {
        var documented = Rows().Keys.Where(key => !Platform.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Equal(Keys().Keys.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Documented_defaults_are_the_defaults()
    {
        var rows = Rows();

        // 0 stands for "decided at the start"; the document says how.
        foreach (var (key, value) in Keys().Where(pair => pair.Value is int and not 0 && rows.ContainsKey(pair.Key)))
        {
            Assert.Equal($"{key} {string.Create(CultureInfo.InvariantCulture, $"{value}")}", $"{key} {rows[key]}");
        }
    }

    [Fact]
    public void No_two_options_share_a_section()
    {
        var sections = Options().Select(Section).OfType<string>().ToArray();

        Assert.Equal(sections.Distinct(StringComparer.OrdinalIgnoreCase), sections);
    }

    /// <summary>Key → default value.</summary>
    private static Dictionary<string, object?> Keys()
    {
        var keys = new Dictionary<string, object?>(StringComparer.Ordinal);
        var nested = Options().SelectMany(type => type.GetProperties()).Select(property => property.PropertyType).ToHashSet();
        foreach (var type in Options().Where(type => !nested.Contains(type)))
        {
            Assert.True(Section(type) is not null, $"{type} needs a constant Section.");
            Add(keys, Section(type)!.Replace(":", "__", StringComparison.Ordinal), Activator.CreateInstance(type)!);
        }

        return keys;
    }

    private static void Add(Dictionary<string, object?> keys, string prefix, object options)
    {
        foreach (var property in options.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var value = property.GetValue(options);
            var key = $"{prefix}__{property.Name}";
            if (value is not null && IsOptions(value.GetType()))
            {
                Add(keys, key, value);
            }
            else
            {
                keys.Add(key, value);
            }
        }
    }

    private static IEnumerable<Type> Options() =>
        Programs.SelectMany(name => Assembly.Load(name).GetTypes()).Where(IsOptions);

    private static bool IsOptions(Type type) =>
        type.Namespace?.StartsWith("Sokbo.", StringComparison.Ordinal) == true && type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static string? Section(Type type) => type.GetField("Section")?.GetRawConstantValue() as string;

    /// <summary>Key → the default as documented.</summary>
    private static Dictionary<string, string> Rows() => Row().Matches(RepositoryFiles.Text("docs/CONFIGURATION.md"))
        .ToDictionary(match => match.Groups["key"].Value, match => match.Groups["default"].Value.Trim(), StringComparer.Ordinal);

    [GeneratedRegex(@"^\| `(?<key>\w+?__\w+)` \|(?<default>[^|]*)\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
