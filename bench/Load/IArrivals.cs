namespace Sokbo.Load;

/// <summary>What one reader makes of the messages that it gets, in order.</summary>
internal interface IArrivals
{
    /// <param name="message">A whole message.</param>
    void Take(ReadOnlySpan<byte> message);

    /// <summary>What came could not be understood; the connection is not read any more.</summary>
    void Fail(Exception exception)
    {
    }
}
