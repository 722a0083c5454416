namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>How much is tried, and how bytes are broken. CsCheck names the seed of a case that fails.</summary>
internal static class Fuzz
{
    private const int LongForm = 25;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("SOKBO_LONG") == "1";

    /// <summary>So many cases, or with SOKBO_LONG=1 far more.</summary>
    public static int Times(int count) => IsLong ? LongForm * count : count;

    /// <summary>The same with bytes changed, cut out, doubled or appended.</summary>
    public static byte[] Break(IEnumerable<byte> whole, IEnumerable<(int Act, int Place, byte Value)> changes, IEnumerable<byte> tail)
    {
        List<byte> bytes = [.. whole];
        foreach (var (act, place, value) in changes)
        {
            var at = place % bytes.Count;
            if (act == 0)
            {
                bytes[at] = value;
            }
            else if (act == 1 && bytes.Count > 8)
            {
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + (value % 6)));
                bytes.Add(value);
            }
            else
            {
                bytes.InsertRange(at, bytes.Skip(at).Take(1 + (value % 40)).ToArray());
            }
        }

        return [.. bytes, .. tail];
    }
}
