using Sokbo.Gateway.Api;
using Xunit;

namespace Sokbo.Gateway.Tests.Api;

public sealed class ApiDescriptionTests(ApiHost host)
{
    [Fact]
    public async Task The_description_names_calls_headers_problems_and_the_key()
    {
        using var caller = host.Caller(null);

        var answer = await caller.GetAsync("/openapi/v1.json");

        var create = answer.Json.GetProperty("paths").GetProperty("/api/v1/articles").GetProperty("post");
        Assert.Equal("Begins an article as a draft.", create.GetProperty("summary").GetString());
        Assert.Equal("Idempotency-Key", create.GetProperty("parameters")[0].GetProperty("name").GetString());
        Assert.Contains("`unknown-section`", create.GetProperty("responses").GetProperty("422").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("bearer", answer.Json.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
    }

    [Fact]
    public void Every_problem_code_is_a_row_in_the_documents()
    {
        var rows = File.ReadLines(Path.Combine(Root(), "docs", "API.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length > 3 && cells[2].All(char.IsAsciiDigit))
            .Select(cells => (cells[1].Trim('`'), int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(
            ProblemCodes.All.Select(code => (code.Name, code.Status)).OrderBy(row => row.Name, StringComparer.Ordinal),
            rows.OrderBy(row => row.Item1, StringComparer.Ordinal));
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Sokbo.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException("Sokbo.slnx is in no directory above the tests.");
    }
}
