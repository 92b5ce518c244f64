using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim whatif</c>: what if something had happened otherwise.</summary>
internal static class WhatIfVerb
{
    public static Command Create()
    {
        var verb = Verb.Create(
            "whatif",
            "What if something had happened otherwise: fork a negotiation at a date, edit its events, replay it, and see what differs.",
            "run scenarios/ukraine-2025/what-if/briefing-takes-place.yaml",
            "list ukraine-2025");
        verb.Subcommands.Add(WhatIfRunVerb.Create());
        verb.Subcommands.Add(WhatIfListVerb.Create());
        verb.Subcommands.Add(WhatIfShowVerb.Create());
        verb.Subcommands.Add(WhatIfRebaseVerb.Create());
        verb.Subcommands.Add(WhatIfDeleteVerb.Create());
        return verb;
    }

    public static Argument<string> Name() => new("NAME") { Description = "The what-if, as 'negsim whatif list' names it." };

    /// <summary>Reads a what-if file. All its errors are told at once.</summary>
    /// <exception cref="CommandException">There is no such file, or it is malformed.</exception>
    public static Document<WhatIf> Read(string file) =>
        InputFile.Content(ScenarioReader.ReadDocument<WhatIf>(InputFile.Name(file), InputFile.Bytes(file)));

    /// <summary>What is wrong with a what-if, each at its place in the file.</summary>
    public static string Told(Document<WhatIf> document, IReadOnlyList<WhatIfFault> faults) =>
        string.Join('\n', faults.Select(f => document.ErrorAt(f.Member, $"{f.Member}: {f.Reason}")).OrderBy(e => e.Line).ThenBy(e => e.Column));
}
