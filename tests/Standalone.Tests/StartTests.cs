using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Sokbo.Fixtures.Processes;
using Xunit;

namespace Sokbo.Standalone.Tests;

public sealed class StartTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_first_start_prints_addresses_and_the_operator_key_and_a_second_start_only_the_addresses()
    {
        await using var process = await ServiceProcess.StartAsync(StandaloneStart.Of(new Dictionary<string, string> { ["Sokbo__AdminKey"] = "" }));
        await process.Output.LineAsync("Operator key", line => line.Contains("Operator key", StringComparison.Ordinal), Limit);
        var first = process.Output;

        process.Process.Terminate();
        var exitCode = await process.Process.ExitAsync(Limit);
        await process.RestartAsync();
        await process.Output.LineAsync("Sokbo is running", line => line.Contains("Sokbo is running", StringComparison.Ordinal), Limit);
        process.Process.Terminate();
        await process.Process.ExitAsync(Limit);

        Assert.Equal(0, exitCode);
        Assert.Contains(first.Lines, line => line.Contains(process.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        Assert.DoesNotContain(process.Output.Lines, line => line.Contains("Operator key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_ready_within_ten_seconds()
    {
        var started = Stopwatch.GetTimestamp();

        await using var process = await ServiceProcess.StartAsync(StandaloneStart.Of());

        var elapsed = Stopwatch.GetElapsedTime(started);
        TestContext.Current.SendDiagnosticMessage($"Ready after {elapsed.TotalSeconds:0.0} s.");
        // Twice the promise: other tests share the machine.
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Health_and_metrics_are_on_the_operators_listener_only()
    {
        await using var process = await ServiceProcess.StartAsync(StandaloneStart.Of());
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, process.OpsUrl, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, process.OpsUrl, "/metrics"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, process.Url, "/metrics"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, process.Url, "/health/ready"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, process.OpsUrl, "/"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, process.OpsUrl, "/openapi/v1.json"));
    }

    [Fact]
    public async Task Metrics_show_counters_as_counters_and_only_what_is_watched()
    {
        await using var process = await ServiceProcess.StartAsync(StandaloneStart.Of());
        using var http = new HttpClient();
        using var api = process.Api();
        using var written = await api.PutAsJsonAsync("/api/v1/sections/metrics", new { name = "Metrics" }, TestContext.Current.CancellationToken);

        var text = await http.GetStringAsync(new Uri(process.OpsUrl, "/metrics"), TestContext.Current.CancellationToken);

        Assert.Contains("# TYPE orleans_catalog_activation_created_total counter", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE orleans_storage_write_latency_seconds histogram", text, StringComparison.Ordinal);
        Assert.Contains("orleans_catalog_activations{grain_type=\"sites\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("sokbo_operations_build_info{program=\"Standalone\"", text, StringComparison.Ordinal);
        Assert.Contains("route=\"/api/v1/sections/{id}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("microsoft_orleans_", text, StringComparison.Ordinal);
        Assert.DoesNotContain("silo=", text, StringComparison.Ordinal);
        Assert.InRange(text.Count(letter => letter == '\n'), 50, 1_500);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS")]
    [InlineData("Sokbo__Ops__Url")]
    [InlineData("Sokbo__SiloPort")]
    public async Task A_port_in_use_is_one_line_that_names_port_and_key(string key)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var value = key == "Sokbo__SiloPort" ? port : $"http://127.0.0.1:{port}";

        await using var process = await ServiceProcess.LaunchAsync(StandaloneStart.Of(new Dictionary<string, string> { [key] = value }));

        await AssertRefusedAsync(process, exitCode: 1, port, key);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_one_line()
    {
        using var directory = new ScratchDirectory();
        await File.WriteAllTextAsync(directory["file"], "", TestContext.Current.CancellationToken);

        await using var process = await ServiceProcess.LaunchAsync(StandaloneStart.Of(InDirectory(Path.Combine(directory["file"], "data"))));

        await AssertRefusedAsync(process, exitCode: 1, "cannot be written", "Sokbo__DataDirectory");
    }

    [Fact]
    public async Task A_second_process_on_one_data_directory_is_refused_and_the_first_goes_on()
    {
        await using var first = await ServiceProcess.StartAsync(StandaloneStart.Of());

        await using var second = await ServiceProcess.LaunchAsync(StandaloneStart.Of(InDirectory(first.DataDirectory)));

        await AssertRefusedAsync(second, exitCode: 1, "used by another process", "Sokbo__DataDirectory");
        await first.ReadyAsync(Limit);
    }

    [Theory]
    [InlineData("Sokbo__Ops__Url", "ftp://127.0.0.1:2121")]
    [InlineData("Sokbo__SiloPort", "99999")]
    [InlineData("Sokbo__AdvertisedIP", "nowhere")]
    [InlineData("Sokbo__ServiceId", "two words")]
    [InlineData("Sokbo__AdminKey", "short")]
    [InlineData("Sokbo__Store__CompactAtMebibytes", "1")]
    [InlineData("Sokbo__Store__SegmentMebibytes", "many", "Sokbo:Store:SegmentMebibytes")]
    public async Task A_bad_value_is_one_line_that_names_the_key(string key, string value, string? named = null)
    {
        await using var process = await ServiceProcess.LaunchAsync(StandaloneStart.Of(new Dictionary<string, string> { [key] = value }));

        await AssertRefusedAsync(process, exitCode: 1, named ?? key);
    }

    [Fact]
    public async Task An_unknown_option_is_one_line_and_exit_code_2()
    {
        await using var process = await ServiceProcess.LaunchAsync(StandaloneStart.Of(arguments: "--colour"));

        await AssertRefusedAsync(process, exitCode: 2, "--colour", "--help");
    }

    [Fact]
    public async Task Not_ready_and_still_alive_while_the_store_does_not_answer()
    {
        await using var redis = await RedisServerProcess.StartAsync();
        await using var process = await ServiceProcess.StartAsync(StandaloneStart.Of(new Dictionary<string, string>
        {
            ["Sokbo__Redis"] = redis.ConnectionString,
            ["Sokbo__AdvertisedIP"] = "127.0.0.1",
            ["Sokbo__SiloPort"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture),
        }));
        using var http = new HttpClient();

        redis.Process.Stop();
        var watch = Stopwatch.StartNew();
        while (await StatusAsync(http, process.OpsUrl, "/health/ready") == HttpStatusCode.OK)
        {
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, process.OpsUrl, "/health/live"));
        redis.Process.Continue();
        await process.ReadyAsync(Limit);
    }

    private static async Task AssertRefusedAsync(ServiceProcess process, int exitCode, params string[] words)
    {
        Assert.Equal(exitCode, await process.Process.ExitAsync(Limit));
        var line = Assert.Single(process.Output.Lines);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> InDirectory(string path) => new() { ["Sokbo__DataDirectory"] = path };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, Uri address, string path)
    {
        using var response = await http.GetAsync(new Uri(address, path), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
