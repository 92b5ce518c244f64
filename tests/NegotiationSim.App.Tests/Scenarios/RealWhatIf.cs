using System.Text;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.Scenarios;

/// <summary>A what-if of the repository, replayed over what it builds on.</summary>
internal sealed class RealWhatIf
{
    private RealWhatIf(string path)
    {
        Path = path;
        Yaml = Committed.Text(path);
        WhatIf = ScenarioReader.ReadDocument<WhatIf>(path, Encoding.UTF8.GetBytes(Yaml))
            .ShouldBeOfType<ReadResult<Document<WhatIf>>.Read>().Content.Content;
        var basis = WhatIf.Of is { } of ? Of(Folder, of.Value).Replay.Timeline : RealScenario.Of(Folder).Whole;
        var (replay, faults) = WhatIfReplay.Of(WhatIf, basis);
        faults.ShouldBeEmpty(path);
        Replay = replay!;
        Difference = Difference.Of(Replay.Base, Replay.Timeline);
    }

    /// <summary>Every what-if of the repository, as a path from its root.</summary>
    public static IEnumerable<string> Paths =>
        from folder in new[] { "ukraine-2025", "colombia-farc" }
        from file in Committed.Files($"scenarios/{folder}/what-if", "*.yaml").Order(StringComparer.Ordinal)
        select $"scenarios/{folder}/what-if/{System.IO.Path.GetFileName(file)}";

    public string Path { get; }

    public string Yaml { get; }

    public WhatIf WhatIf { get; }

    public WhatIfReplay Replay { get; }

    /// <summary>In what it differs from what it builds on.</summary>
    public Difference Difference { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The folder of its negotiation.</summary>
    public string Folder => Path.Split('/')[1];

    /// <summary>What its folder's README says.</summary>
    public string Readme => Committed.Text($"scenarios/{Folder}/what-if/README.md");

    /// <summary>The points, versions and issues of which a cell or a status still differs at the end.</summary>
    public IEnumerable<string> EndingDifferently => Difference.AtTheEnd.Select(s => s.Subject.Party is { } party ? $"{s.Subject.Id} {party}" : s.Subject.Id);

    /// <summary>Its conflicts: the event, the rule, and the edit, counted from 1.</summary>
    public IEnumerable<string> Conflicts => Replay.Conflicts.Select(c => $"{c.Conflict.Event} {c.Conflict.Rule} edit {c.Edit + 1}");

    public static RealWhatIf Of(string folder, string name) => At($"scenarios/{folder}/what-if/{name}.yaml");

    public static RealWhatIf At(string path) => new(path);

    public State On(string day) => Replay.Timeline.On(RealScenario.Day(day));

    public State BaseOn(string day) => Replay.Base.On(RealScenario.Day(day));
}
