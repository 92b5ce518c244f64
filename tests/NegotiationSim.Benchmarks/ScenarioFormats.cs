using System.Text;
using BenchmarkDotNet.Attributes;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.Benchmarks;

/// <summary>Reading and writing 5,000 events of about ten lines each.</summary>
[MemoryDiagnoser]
public class ScenarioFormats
{
    private const int Events = 5_000;

    private static readonly NegotiationId Negotiation = new("benchmark");

    private byte[] _yaml = [];
    private byte[] _ndjson = [];
    private IReadOnlyList<NegotiationEvent> _events = [];

    [GlobalSetup]
    public void Write()
    {
        var yaml = new StringBuilder($"negotiation: {Negotiation}\nevents:\n");
        for (var i = 0; i < Events; i++)
        {
            yaml.Append($"""
                  - id: rejects-{i}
                    type: stance-declared
                    occurred: 2025-12-02
                    title: A party is said to reject {i} points of the plan
                    party: RUS
                    stance: rejects
                    points: [US-28/1, US-28/10b]
                    claims:
                      - by: unnamed officials
                        via: Reuters
                        known: 2025-12-05

                """);
        }

        _yaml = Encoding.UTF8.GetBytes(yaml.ToString());
        _events = Content(ScenarioReader.Read("f.yaml", _yaml)).Events;
        using var to = new MemoryStream();
        ScenarioWriter.WriteNdjson(to, _events);
        _ndjson = to.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int ReadYaml() => Content(ScenarioReader.Read("f.yaml", _yaml)).Events.Count;

    [Benchmark(OperationsPerInvoke = Events)]
    public int ReadNdjson() => Content(ScenarioReader.ReadEvents("f.ndjson", _ndjson)).Events.Count;

    [Benchmark(OperationsPerInvoke = Events)]
    public void WriteYaml() => ScenarioWriter.WriteYaml(Stream.Null, Negotiation, _events);

    [Benchmark(OperationsPerInvoke = Events)]
    public void WriteNdjson() => ScenarioWriter.WriteNdjson(Stream.Null, _events);

    [Benchmark(OperationsPerInvoke = Events)]
    public void WriteCsv() => ScenarioWriter.WriteCsv(Stream.Null, _events);

    private static ScenarioFile Content(ReadResult<ScenarioFile> result) =>
        result is ReadResult<ScenarioFile>.Read read ? read.Content : throw new InvalidOperationException(result.ToString());
}
