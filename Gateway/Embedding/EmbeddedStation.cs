namespace Sokbo.Gateway.Embedding;

/// <param name="Index">Its place in the topic.</param>
/// <param name="Id">Its number.</param>
/// <param name="Name">In Korean.</param>
internal sealed record EmbeddedStation(int Index, int Id, string Name);
