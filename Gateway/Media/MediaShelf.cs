namespace Sokbo.Gateway.Media;

/// <summary>What is kept for one purpose. The same content on two shelves is kept twice, because each has a life of its own.</summary>
internal enum MediaShelf
{
    /// <summary>For everybody, and for as long as anything uses it.</summary>
    Banners = 0,

    /// <summary>For everybody while a public article shows it.</summary>
    Pictures = 1,
}
