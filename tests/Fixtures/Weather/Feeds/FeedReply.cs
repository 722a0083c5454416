namespace Sokbo.Fixtures.Weather.Feeds;

/// <summary>What the stub of a source sends, faults included.</summary>
public sealed record FeedReply(int Status, byte[] Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Bytes after which the connection ends although more were promised.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Nothing is ever sent.</summary>
    public bool Hangs { get; init; }

    public static FeedReply Ok(byte[] body, params (string Name, string Value)[] headers) =>
        new(200, body) { Headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.Ordinal) };
}
