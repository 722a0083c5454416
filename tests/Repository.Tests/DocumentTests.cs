using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Sokbo.Repository.Tests;

public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        var links = RepositoryFiles.With(".md").SelectMany(file =>
            MarkdownText.LocalLinks(RepositoryFiles.Text(file)).Select(target => (File: file, Target: target))).ToArray();

        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => !Leads(link.File, link.Target));
    }

    [Fact]
    public void Every_method_and_error_of_the_hub_is_in_the_protocol()
    {
        var protocol = RepositoryFiles.Text("docs/PROTOCOL.md");
        var gateway = Assembly.Load("Gateway");
        var hub = gateway.GetType("Sokbo.Gateway.Delivery.DeliveryHub", throwOnError: true)!
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsVirtual);
        var client = gateway.GetType("Sokbo.Gateway.Delivery.IDeliveryClient", throwOnError: true)!.GetMethods();
        var errors = gateway.GetType("Sokbo.Gateway.Delivery.ErrorCode", throwOnError: true)!;

        Assert.Equal(
            hub.Select(method => method.Name).Order(StringComparer.Ordinal),
            HubRow().Matches(Chapter(protocol, "Calls to the gateway")).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.All(client, method => Assert.Contains($"`{method.Name}(", Chapter(protocol, "Calls to the browser"), StringComparison.Ordinal));
        Assert.Equal(
            Enum.GetValues(errors).Cast<object>().Select(error => $"{Convert.ToInt32(error, null)} {error}"),
            ErrorRow().Matches(Chapter(protocol, "Errors")).Select(match => $"{match.Groups["number"].Value} {match.Groups["name"].Value}"));
    }

    [Fact]
    public void No_file_speaks_of_one_machine()
    {
        var texts = RepositoryFiles.All.Where(file => Textual().IsMatch(file) || !Path.HasExtension(file));

        // The build's caches in the image, which has no other user.
        Assert.DoesNotContain(
            texts, file => MachinePath().IsMatch(RepositoryFiles.Text(file).Replace("target=/root/.", "", StringComparison.Ordinal)));
    }

    private static bool Leads(string file, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? RepositoryFiles.Full(file) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(RepositoryFiles.Full(file))!, parts[0]));
        return (File.Exists(path) || Directory.Exists(path))
            && (parts.Length == 1 || MarkdownText.Anchors(File.ReadAllText(path)).Contains(Uri.UnescapeDataString(parts[1])));
    }

    private static string Chapter(string text, string heading)
    {
        var start = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no chapter '{heading}'.");
        var end = text.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    [GeneratedRegex(@"^\| `(?<name>[A-Z]\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HubRow();

    [GeneratedRegex(@"^\| (?<number>\d{4}) \| (?<name>\w+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ErrorRow();

    [GeneratedRegex(@"\.(cs|razor|ts|mjs|js|css|json|md|yml|yaml|cfg|conf|csproj|props|targets|slnx|sh|txt|csv|editorconfig)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Textual();

    [GeneratedRegex(@"(?<![\w.*}])/(work|root|home|Users|tmp/wt)/\w?|[A-Z]:\\Users\\", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();
}
