namespace Sokbo.Gateway.Pages.Weather;

/// <summary>What the table of stations is sorted by; the names, in lower case, stand in addresses.</summary>
public enum StationSort
{
    /// <summary>The order of the site.</summary>
    None = 0,
    Name = 1,
    Region = 2,
    Temperature = 3,
}
