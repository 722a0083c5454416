using Microsoft.Extensions.Options;
using Sokbo.Hosting.Operations;

namespace Sokbo.Standalone.Sample;

/// <summary>
/// Remembers in the data directory that sample content was begun and whether it is complete: a process that dies in
/// between goes on at its next start, and content that an operator has deleted does not come back.
/// </summary>
internal sealed class SampleMarker(IOptions<SokboOptions> options)
{
    private const string Complete = "complete";

    public bool IsBegun => File.Exists(Path);

    public bool IsComplete => IsBegun && File.ReadAllText(Path) == Complete;

    public void SetBegun() => File.WriteAllText(Path, "begun");

    public void SetComplete() => File.WriteAllText(Path, Complete);

    private string Path => System.IO.Path.Combine(options.Value.DataDirectory, "sample-content");
}
