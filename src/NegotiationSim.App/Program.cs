using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Verbs;

Terminal.LeaveKeysAlone();
var negsim = new RootCommand(
    "A ledger of negotiations: replay the real sequence of talks and ask where any point stood on any date, as known on any date, and who says so.\n\n"
    + "Answers go to standard output, messages and progress to standard error. A date means the end of that day, UTC.\n"
    + "Exit codes: 0 done, 1 failure, 2 bad usage or bad input, 3 refused, 4 no database.");
Help.Examples[negsim] = ["run scenarios/ukraine-2025", "state ukraine-2025 --on 2025-12-03 --known-by 2025-12-03", "explain ukraine-2025 --version GVA-19 --party RUS"];
negsim.Options.Add(Parameters.DataDirectory);
negsim.Options.Add(Parameters.Ascii);
foreach (var verb in (Command[])
[
    RunVerb.Create(), ImportVerb.Create(), ListVerb.Create(), ReplayVerb.Create(), StateVerb.Create(), HistoryVerb.Create(), ExplainVerb.Create(), WhatIfVerb.Create(), DiffVerb.Create(),
    RecordVerb.Create(), ExportVerb.Create(), DeleteVerb.Create(), RebuildVerb.Create(), ServeVerb.Create(), SchemaVerb.Create(), ModelVerb.Create(), ForecastVerb.Create(), WorkerVerb.Create(), DbVerb.Create(), CompletionVerb.Create(),
])
{
    negsim.Subcommands.Add(verb);
}

return await Invocation.RunAsync(negsim, args);
