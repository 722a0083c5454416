namespace Sokbo.Browser.Tests.Embedding;

public sealed record PublisherPage(byte[] Body)
{
    public string ContentType { get; init; } = "text/html; charset=utf-8";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
