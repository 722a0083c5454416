using System.Text.Json;
using CsCheck;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>How much is tried, and how bytes are broken.</summary>
internal static class Fuzz
{
    private const int LongForm = 25;

    // Cases are tuples too; bytes become base64.
    private static readonly JsonSerializerOptions Shown = new() { IncludeFields = true };

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("SOKBO_LONG") == "1";

    /// <summary>So many cases, or with SOKBO_LONG=1 far more.</summary>
    public static int Times(int count) => IsLong ? LongForm * count : count;

    /// <summary>
    /// Acts on so many cases, several at a time: most of what a broken connection takes is waiting. A case that fails is
    /// shown whole, for it is made before it is tried, and CsCheck knows no seed of it.
    /// </summary>
    public static async Task ForEachAsync<T>(Gen<T> cases, int count, Func<T, Task> act)
    {
        var made = new List<T>();
        cases.Sample(made.Add, iter: count, threads: 1);
        await Parallel.ForEachAsync(
            made,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken },
            async (item, _) =>
            {
                try
                {
                    await act(item);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    throw new InvalidOperationException($"This case fails: {JsonSerializer.Serialize(item, Shown)}", exception);
                }
            });
    }

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
