using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Ads.Decisions;

namespace Sokbo.Micro;

/// <summary>
/// Times each decision alone, because a mean over thousands hides the slow ones. Garbage collections, other processes and
/// the clock itself are in the figures.
/// </summary>
internal static class LatencyRun
{
    private const int WarmUp = 200_000;
    private const int Decisions = 1_000_000;
    private const int Pages = 64;

    public static void Run(TextWriter output)
    {
        foreach (var many in new[] { false, true })
        {
            var journal = new DecisionJournal(Options.Create(new DecisionsOptions()), TimeProvider.System);
            var engine = new DecisionEngine(new EndlessLeases(), journal, new Random(1), TimeProvider.System);
            var catalogue = engine.CatalogueOf("default", BenchmarkCatalogue.View(BenchmarkCatalogue.Make()));
            DecisionPage[] pages = [.. Enumerable.Range(0, Pages).Select(index => BenchmarkCatalogue.Page(index, many))];
            var ticks = new long[Decisions];
            Time(engine, catalogue, pages, new long[WarmUp]);

            var before = GC.GetAllocatedBytesForCurrentThread();
            var decided = Time(engine, catalogue, pages, ticks);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Array.Sort(ticks);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(many ? "many" : "few")} candidates, {Candidates(engine, journal, catalogue, pages):F0} on average: {decided} of {Decisions} with a banner, p50 {At(ticks, 0.5):F1} us, p99 {At(ticks, 0.99):F1} us, p99.9 {At(ticks, 0.999):F1} us, {allocated} bytes allocated"));
        }
    }

    /// <summary>How many campaigns the turn was among.</summary>
    private static double Candidates(DecisionEngine engine, DecisionJournal journal, CompiledCatalogue catalogue, DecisionPage[] pages) =>
        pages.Average(page =>
        {
            engine.Decide(page.For(catalogue, BenchmarkCatalogue.Slot, BenchmarkCatalogue.Now), out var outcome);
            return journal.Read(outcome.Decision, out var record) == DecisionStanding.Known ? record!.Choice.SetCount : 0;
        });

    private static int Time(DecisionEngine engine, CompiledCatalogue catalogue, DecisionPage[] pages, long[] ticks)
    {
        var decided = 0;
        for (var index = 0; index < ticks.Length; index++)
        {
            var page = pages[index % pages.Length];
            var start = Stopwatch.GetTimestamp();
            engine.Decide(page.For(catalogue, BenchmarkCatalogue.Slot, BenchmarkCatalogue.Now), out var outcome);
            ticks[index] = Stopwatch.GetTimestamp() - start;
            decided += outcome.Campaign is null ? 0 : 1;
        }

        return decided;
    }

    private static double At(long[] sorted, double share) =>
        sorted[(int)(share * (sorted.Length - 1))] * 1_000_000.0 / Stopwatch.Frequency;
}
