using System.Text;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Budgets;

public sealed class LedgerVerifierTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_row_is_the_same_after_it_was_stored()
    {
        var row = Rows(1)[0];

        var read = LedgerRow.Read(row.Line().Bytes);

        Assert.NotNull(read);
        Assert.Equal(row.Line().Hash, read.Line().Hash);
        Assert.Equal(row.Counts, read.Counts);
    }

    [Fact]
    public void Every_changed_byte_of_a_row_is_found()
    {
        var line = Rows(1)[0].Line().Bytes;

        for (var at = 0; at < line.Length; at++)
        {
            var changed = line.ToArray();
            changed[at] ^= 1;

            Assert.NotNull(new LedgerVerifier().Take(changed));
        }
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("doubled")]
    [InlineData("swapped")]
    [InlineData("rewritten")]
    public void A_row_that_is_out_of_its_place_is_found(string what)
    {
        var rows = Rows(4);
        LedgerRow[] given = what switch
        {
            "missing" => [rows[0], rows[2], rows[3]],
            "doubled" => [rows[0], rows[1], rows[1]],
            "swapped" => [rows[0], rows[2], rows[1]],
            // With a hash of its own, so that only its successor shows it.
            _ => [rows[0], rows[1] with { Billed = [new DayCount(20261126, 2)] }, rows[2]],
        };
        var verifier = new LedgerVerifier();

        var problems = given.Select(row => verifier.Take(row.Line().Bytes)).ToList();

        Assert.Null(problems[0]);
        Assert.Contains(problems, problem => problem is not null);
    }

    [Fact]
    public void Entries_that_are_counted_in_two_rows_are_found()
    {
        var first = Rows(1)[0];
        var second = first with { Row = 2, Previous = first.Line().Hash };
        var verifier = new LedgerVerifier();
        Assert.Null(verifier.Take(first.Line().Bytes));

        Assert.Contains("a second time", verifier.Take(second.Line().Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_row_is_named()
    {
        Assert.Contains("row 0", new LedgerVerifier().Take(Encoding.UTF8.GetBytes("hello")), StringComparison.Ordinal);
    }

    private static List<LedgerRow> Rows(int count)
    {
        var rows = new List<LedgerRow>();
        for (var row = 1; row <= count; row++)
        {
            rows.Add(new LedgerRow
            {
                Row = row,
                At = At.AddSeconds(row),
                Log = "gateway-1",
                First = row,
                Last = row,
                Counts = [new EventCount { Slot = "bottom", Creative = "c.1", Bucket = EventBucket.Rendered, Hour = 498_000, Count = 1 }],
                Billed = [new DayCount(20261126, 1)],
                Previous = rows.Count == 0 ? "" : rows[^1].Line().Hash,
            });
        }

        return rows;
    }
}
