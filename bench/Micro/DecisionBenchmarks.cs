using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Micro;

/// <summary>
/// One decision among 1,000 active campaigns with 5 conditions each, and what a change of the catalogue costs the first
/// request after it. Percentiles are over iterations of many decisions; <c>Micro latency</c> times each one.
/// </summary>
[Config(typeof(Configuration))]
public class DecisionBenchmarks
{
    private readonly CatalogueState _state = BenchmarkCatalogue.Make();
    private DecisionEngine _engine = null!;
    private CompiledCatalogue _catalogue = null!;
    private DecisionPage[] _pages = [];
    private int _next;

    /// <summary>Conditions that keep nearly everybody out, or nearly nobody.</summary>
    [Params("few", "many")]
    public string Candidates { get; set; } = "many";

    [GlobalSetup]
    public void Setup()
    {
        var journal = new DecisionJournal(Options.Create(new DecisionsOptions()), TimeProvider.System);
        _engine = new DecisionEngine(new EndlessLeases(), journal, new Random(1), TimeProvider.System);
        _catalogue = _engine.CatalogueOf("default", BenchmarkCatalogue.View(_state));
        _pages = [.. Enumerable.Range(0, 64).Select(index => BenchmarkCatalogue.Page(index, Candidates == "many"))];
    }

    [Benchmark]
    public int Decide()
    {
        _engine.Decide(_pages[_next++ % _pages.Length].For(_catalogue, BenchmarkCatalogue.Slot, BenchmarkCatalogue.Now), out var outcome);
        return outcome.Number.Number;
    }

    [Benchmark]
    public object CompileAndDecide()
    {
        var version = new CatalogueVersion("default", new Position("e", 1), _state);
        var catalogue = new CompiledCatalogue(version, new EndlessLeases());
        _engine.Decide(_pages[0].For(catalogue, BenchmarkCatalogue.Slot, BenchmarkCatalogue.Now), out _);
        return catalogue;
    }

    private sealed class Configuration : ManualConfig
    {
        public Configuration()
        {
            AddColumn(StatisticColumn.P50, StatisticColumn.P95, StatisticColumn.Max);
            AddDiagnoser(MemoryDiagnoser.Default);
            // In this process: no second build, and it runs from any directory.
            AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(20));
        }
    }
}
