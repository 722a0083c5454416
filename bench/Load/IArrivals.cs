namespace Sokbo.Load;

/// <summary>What one reader makes of the messages that it gets, in order.</summary>
internal interface IArrivals
{
    /// <param name="message">A whole message.</param>
    void Take(ReadOnlySpan<byte> message);
}
