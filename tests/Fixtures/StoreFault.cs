namespace Sokbo.Fixtures;

public enum StoreFault
{
    None = 0,

    /// <summary>The write never reached the store.</summary>
    NotWritten = 1,

    /// <summary>The write is in the store, but the writer is told of a failure.</summary>
    WrittenButUnknown = 2,
}
