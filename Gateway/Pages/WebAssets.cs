using System.Collections.Frozen;
using System.Text.Json;

namespace Sokbo.Gateway.Pages;

/// <summary>Script and style of the pages: built from <c>web/</c> and part of this assembly, so that any host of it serves them.</summary>
internal sealed class WebAssets
{
    private const string Prefix = "web/dist/";

    /// <summary>Before the names of what keeps its address through all versions.</summary>
    private const string Stable = "embed/";

    private readonly FrozenDictionary<string, WebAsset> _files;
    private readonly FrozenDictionary<string, WebAsset> _stable;
    private readonly FrozenDictionary<string, string> _paths;

    public WebAssets()
    {
        using var manifest = JsonDocument.Parse(Read("manifest.json"));
        var names = manifest.RootElement.EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetProperty("file").GetString()!);
        _paths = names.Where(entry => !IsStable(entry)).ToFrozenDictionary(entry => entry.Key, entry => $"/assets/{entry.Value}");
        _files = names.Where(entry => !IsStable(entry)).ToFrozenDictionary(entry => entry.Value, entry => Load(entry.Value));
        _stable = names.Where(IsStable).ToFrozenDictionary(entry => entry.Value, entry => Load(entry.Value));
    }

    /// <summary>Address of <c>app.js</c> or <c>site.css</c>, with the hash of its content.</summary>
    public string PathOf(string name) => _paths[name];

    /// <summary>A file whose name changes with its content, so that it may be kept for ever.</summary>
    public WebAsset? Find(string file) => _files.GetValueOrDefault(file);

    /// <summary>A file that publishers name, for example <c>v1.js</c>.</summary>
    public WebAsset? FindStable(string file) => _stable.GetValueOrDefault(file);

    private static bool IsStable(KeyValuePair<string, string> entry) => entry.Key.StartsWith(Stable, StringComparison.Ordinal);

    private static WebAsset Load(string name) => new(ContentTypeOf(name), Read(name), Read($"{name}.gz"), Read($"{name}.br"));

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".ts" => "text/plain; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private static byte[] Read(string name)
    {
        using var stream = typeof(WebAssets).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidOperationException($"The resource {Prefix}{name} is missing: build web/ first.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
