namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>What a slow connection gets.</summary>
public enum TopicClass
{
    /// <summary>Nothing is skipped; past the bound the connection takes a new snapshot.</summary>
    Every = 0,

    /// <summary>What is unsent is replaced by a newer state.</summary>
    Latest = 1,
}
