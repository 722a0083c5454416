namespace Sokbo.Load;

/// <summary>Readers that end together.</summary>
internal sealed class ReaderGroup(Reader[] readers) : IDisposable
{
    public Reader[] Readers => readers;

    public void Dispose() => Array.ForEach(readers, static reader => reader.Dispose());
}
