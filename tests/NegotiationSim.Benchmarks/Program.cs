using System.Reflection;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NegotiationSim.Benchmarks;
using Perfolizer.Horology;

if (args is ["load", .. var rest])
{
    await ServerLoad.RunAsync(rest is [var scenario] ? scenario : "scenarios/ukraine-2025/negotiation.yaml");
    return;
}

// In this process: each benchmark would otherwise be built as a project of its own, which takes longer than it runs. What
// is compared shares one process and one run, so that a ratio tells about the two and not about the machine.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.DontLogOutput).WithIterationCount(5).WithIterationTime(TimeInterval.FromMilliseconds(300)))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(new EventsPerSecond())
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default)
    .WithSummaryStyle(SummaryStyle.Default.WithRatioStyle(RatioStyle.Value))
    .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args, config);
