using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace NegotiationSim.Benchmarks;

/// <summary>The events of the negotiation divided by the mean time.</summary>
internal sealed class EventsPerSecond : IColumn
{
    public string Id => nameof(EventsPerSecond);

    public string ColumnName => "Events/s";

    public string Legend => "Events of the negotiation divided by the mean time";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Statistics;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        summary[benchmarkCase]?.ResultStatistics is { } statistics && benchmarkCase.Parameters[nameof(MartenBaseline.Events)] is int events
            ? (events / (statistics.Mean / 1e9)).ToString("N0", CultureInfo.InvariantCulture)
            : "?";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public override string ToString() => ColumnName;
}
