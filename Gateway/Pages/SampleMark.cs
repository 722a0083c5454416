namespace Sokbo.Gateway.Pages;

/// <summary>Says of a title that it is made up, where it is read without the page that says so.</summary>
internal static class SampleMark
{
    public static string Before(string title, bool sample) => sample ? $"[{PageText.Korean.Sample}] {title}" : title;
}
