using System.CommandLine;
using NegotiationSim.App.Cases;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim model run</c>: what a model says of a case in another program's format.</summary>
internal static class ModelRunVerb
{
    private const int DefaultDeadline = 100;
    private const int MostRounds = 1_000_000;
    private const string FairPoints = "fair-points";
    private const string Offers = "alternating-offers";
    private const string DefaultStrategy = "linear";

    private static readonly Dictionary<string, ConcessionStrategy> Strategies = new()
    {
        ["boulware"] = ConcessionStrategy.Boulware,
        ["linear"] = ConcessionStrategy.Linear,
        ["conceder"] = ConcessionStrategy.Conceder,
        ["tit-for-tat"] = new ConcessionStrategy.TitForTat(),
        ["minimal"] = new ConcessionStrategy.Minimal(),
    };

    public static Command Create()
    {
        var name = new Argument<string>("MODEL") { Description = "Which model, as 'negsim model list' names it." };
        var files = new Argument<string[]>("FILE")
        {
            Description = "A KTAB scenario (CSV or XML), a GENIUS domain and its profiles (XML, in any order), or a table in the layout of DEU III (CSV); - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var issue = Parameters.Text("--issue", "I", "Of a table of decisions, only this one, by its number (isnr). [default: all]");
        var exact = new Option<bool>("--exact") { Description = "The spatial model computes as its reference program does, slips included. [default: corrected]" };
        var strategy = new Option<string[]>("--strategy")
        {
            Description = $"How parties concede in alternating offers: {string.Join(", ", Strategies.Keys)}. Given once, it is everybody's; else once for each profile, in their order. [default: {DefaultStrategy}]",
            HelpName = "S",
            Validators = { result => Parameters.OneOf(result, "a strategy", [.. Strategies.Keys]) },
        };
        var deadline = new Option<int?>("--deadline")
        {
            Description = $"After so many rounds of alternating offers there is no agreement. [default: {DefaultDeadline}]",
            HelpName = "N",
            CustomParser = result =>
            {
                if (int.TryParse(result.Tokens[0].Value, out var rounds) && rounds is >= 1 and <= MostRounds)
                {
                    return rounds;
                }

                result.AddError($"'{result.Tokens[0].Value}' is not a deadline: expected a whole number of rounds from 1 to {MostRounds}");
                return null;
            },
        };
        var json = Parameters.Json();
        var verb = Verb.Create(
            "run",
            "What a model says of a case that you have in another program's format, with what it assumes, and the compromise mean beside it.",
            "spatial scenarios/cases/harbour.csv",
            "fair-points scenarios/cases/harbour-domain.xml scenarios/cases/city.xml scenarios/cases/dockers.xml",
            "alternating-offers harbour-domain.xml city.xml dockers.xml --strategy boulware --strategy conceder --deadline 40",
            "compromise-mean scenarios/cases/decisions.csv --issue d1i1 --json");
        verb.Arguments.Add(name);
        verb.Arguments.Add(files);
        verb.Options.Add(issue);
        verb.Options.Add(exact);
        verb.Options.Add(strategy);
        verb.Options.Add(deadline);
        verb.Options.Add(json);
        return verb.Does(call =>
        {
            var model = ModelVerb.Named(call.Get(name));
            var given = InputFile.Content(CaseReader.Read([.. call.Get(files).Select(f => new GivenFile(InputFile.Name(f), InputFile.Bytes(f)))]));
            var answer = given switch
            {
                NegotiationCase.Positions positions => Positions(model, positions, Only(positions, call.Get(issue)), call.Get(exact), call.Get(strategy) is { Length: > 0 } || call.Get(deadline) is not null, call.Cancellation),
                NegotiationCase.Settlements settlements => Settlements(model, settlements, call.Get(strategy) ?? [], call.Get(deadline), call.Get(exact) || call.Get(issue) is not null),
                _ => throw new NotSupportedException($"Unknown case {given.GetType().Name}."),
            };
            if (call.Get(json))
            {
                Terminal.Json(answer);
            }
            else
            {
                new ModelRunText(new Page(call.Terminal.Out)).Write(answer);
            }

            return Task.FromResult(ExitCode.Done);
        });
    }

    private static IReadOnlyList<PositionsTable> Only(NegotiationCase.Positions given, string? issue)
    {
        if (issue is null)
        {
            return given.Tables;
        }

        if (!given.AreDecisions)
        {
            throw new CommandException(ExitCode.BadInput, $"--issue goes with a table of decisions; {given.Tables[0].At.File} is another thing: {given.Format}");
        }

        var names = given.Tables.Select(t => t.Name).ToList();
        var near = Nearest.Of(issue, names) is { } other ? $"did you mean '{other}'?" : $"there are {string.Join(", ", names.Take(20))}{(names.Count > 20 ? ", ..." : "")}";
        return given.Tables.Where(t => t.Name == issue).ToList() is { Count: > 0 } only ? only : throw new CommandException(ExitCode.BadInput, $"{given.Tables[0].At.File} has no decision '{issue}': {near}");
    }

    private static ModelRunAnswer Positions(Model model, NegotiationCase.Positions given, IReadOnlyList<PositionsTable> tables, bool isExact, bool hasOfferOptions, CancellationToken cancellation)
    {
        if (model.Forecast is null)
        {
            throw new CommandException(ExitCode.BadInput, $"{model.Name} needs other input than positions: {string.Join("; ", model.Inputs)}. Models for {given.Tables[0].At.File} ({given.Format}): {string.Join(", ", Models.All.Where(m => m.Forecast is not null).Select(m => m.Name))}");
        }

        if (hasOfferOptions)
        {
            throw new CommandException(ExitCode.BadInput, $"--strategy and --deadline go with {Offers}");
        }

        if (isExact && model.Name != PositionsRun.SpatialName)
        {
            throw new CommandException(ExitCode.BadInput, $"--exact goes with {PositionsRun.SpatialName}");
        }

        var runs = new List<PositionsRun>();
        foreach (var table in tables)
        {
            cancellation.ThrowIfCancellationRequested();
            runs.Add(PositionsRun.Of(model, table, isExact));
        }

        if (runs.TrueForAll(r => r.Forecast is null))
        {
            const int shown = 20;
            var reasons = runs.Take(shown).Select(r => $"{r.Table.At}: {r.Table.Name}: {string.Join("; ", r.Refused.Select(f => $"{f.Member}: {f.Expected}"))}");
            throw new CommandException(ExitCode.BadInput, $"{model.Name} cannot be run:\n{string.Join('\n', reasons)}{(runs.Count > shown ? $"\n... and {runs.Count - shown} more" : "")}");
        }

        return ModelRunAnswer.Of(model, given, PositionsAnswer.Of(runs, given.AreDecisions, model.Name != PositionsRun.SpatialName ? null : isExact ? "exact" : "corrected"), null);
    }

    private static ModelRunAnswer Settlements(Model model, NegotiationCase.Settlements given, string[] strategies, int? deadline, bool hasPositionOptions)
    {
        if (model.Name is not (FairPoints or Offers))
        {
            throw new CommandException(ExitCode.BadInput, $"{model.Name} needs other input than what settlements are worth: {string.Join("; ", model.Inputs)}. Models for {given.Issues[0].At.File} ({given.Format}): {FairPoints}, {Offers}");
        }

        if (hasPositionOptions)
        {
            throw new CommandException(ExitCode.BadInput, "--issue goes with a table of decisions, and --exact with the spatial model");
        }

        if (model.Name == FairPoints && (strategies.Length > 0 || deadline is not null))
        {
            throw new CommandException(ExitCode.BadInput, $"--strategy and --deadline go with {Offers}");
        }

        if (strategies.Length > 1 && strategies.Length != given.Parties.Count)
        {
            throw new CommandException(ExitCode.BadInput, $"--strategy is given {strategies.Length} times; expected once for everybody, or once for each of {Counted.Of(given.Parties.Count, "profile")}: {string.Join(", ", given.Parties.Select(p => p.Name))}");
        }

        try
        {
            if (model.Name == FairPoints)
            {
                return ModelRunAnswer.Of(model, given, null, new(Issues(given), Parties(given, _ => null), FairAnswer.Of(SettlementsRun.Fair(given)), null));
            }

            string Strategy(int party) => strategies.Length switch { 0 => DefaultStrategy, 1 => strategies[0], _ => strategies[party] };
            var rounds = deadline ?? DefaultDeadline;
            var end = SettlementsRun.Offers(given, [.. given.Parties.Select((_, i) => Strategies[Strategy(i)])], rounds);
            var offers = new OffersAnswer(
                rounds, end.Result.Rounds, end.Result.Offers, end.Agreed is null ? null : SettlementAnswer.Of(end.Agreed), end.Discounted.Select(ModelRunAnswer.Number).ToValueList());
            return ModelRunAnswer.Of(model, given, null, new(Issues(given), Parties(given, Strategy), null, offers));
        }
        catch (RefusedInputException e)
        {
            throw new CommandException(ExitCode.BadInput, $"{given.Issues[0].At.File}: {model.Name} cannot be run on {e.Message}");
        }
    }

    private static ValueList<string> Issues(NegotiationCase.Settlements given) => given.Issues.Select(i => i.Name).ToValueList();

    private static ValueList<PartyAnswer> Parties(NegotiationCase.Settlements given, Func<int, string?> strategy) =>
        given.Parties.Select((p, i) => new PartyAnswer(p.Name, p.Reservation, p.Discount, strategy(i))).ToValueList();
}
