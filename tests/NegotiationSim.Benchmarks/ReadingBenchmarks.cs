using BenchmarkDotNet.Attributes;
using NegotiationSim.App.ScenarioFiles;

namespace NegotiationSim.Benchmarks;

/// <summary>Reading a file of 10,000 events to events.</summary>
public class ReadingBenchmarks : MartenBaseline
{
    private byte[] _yaml = [];
    private byte[] _ndjson = [];

    [Params(10_000)]
    public override int Events { get; set; }

    protected override Task PrepareAsync()
    {
        using var yaml = new MemoryStream();
        ScenarioWriter.WriteYaml(yaml, Stored.Ledger.Negotiation, Stored.Ledger.Events);
        _yaml = yaml.ToArray();

        using var ndjson = new MemoryStream();
        ScenarioWriter.WriteNdjson(ndjson, Stored.Ledger.Events);
        _ndjson = ndjson.ToArray();
        return Task.CompletedTask;
    }

    [Benchmark(Description = "ScenarioReader.Read: YAML")]
    public int Yaml() => Read(ScenarioReader.Read("negotiation.yaml", _yaml));

    [Benchmark(Description = "ScenarioReader.ReadEvents: NDJSON")]
    public int Ndjson() => Read(ScenarioReader.ReadEvents("events.ndjson", _ndjson));

    private static int Read(ReadResult<ScenarioFile> result) => result switch
    {
        ReadResult<ScenarioFile>.Read read => read.Content.Events.Count,
        _ => throw new InvalidOperationException(result.ToString()),
    };
}
