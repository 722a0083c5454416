namespace Sokbo.Gateway.Media.S3;

/// <summary>What is signed of a request.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">From the slash on, not escaped.</param>
/// <param name="Headers">Those that are signed, names in lower case; <c>host</c> and <c>x-amz-date</c> among them.</param>
/// <param name="ContentHash">SHA-256 of the body in lower-case hexadecimal digits.</param>
/// <param name="At">The time that <c>x-amz-date</c> says.</param>
internal sealed record S3Request(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string ContentHash, DateTimeOffset At);
