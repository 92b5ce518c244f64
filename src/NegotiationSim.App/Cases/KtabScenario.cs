using System.Globalization;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using Commitment = NegotiationSim.Simulation.Commitment;

namespace NegotiationSim.App.Cases;

/// <summary>
/// KTAB's scenarios as XML: names, a seed, perhaps the model's parameters, the dimensions, the actors, and perhaps how far their
/// ideals follow positions.
/// </summary>
/// <remarks>KAPSARC Toolkit for Behavioral Analysis, Spatial Model of Politics: <c>smpSchema.xsd</c> and <c>SMPModel::xmlRead</c>.</remarks>
internal static class KtabScenario
{
    public const string Root = "Scenario";

    public const string Format = "KTAB scenario, XML";

    private static readonly Dictionary<string, VictoryModel> Victories = Enum.GetValues<VictoryModel>().ToDictionary(v => $"{v}");
    private static readonly Dictionary<string, ElectionKind> Elections = Enum.GetValues<ElectionKind>().ToDictionary(e => $"{e}");
    private static readonly Dictionary<string, Transitions> AllTransitions = Enum.GetValues<Transitions>().ToDictionary(t => $"{t}");

    // The program says Prop where its schema says Proportional, and None where it says No.
    private static readonly Dictionary<string, VotingRule> Votings = new()
    {
        ["Binary"] = VotingRule.Binary,
        ["PropBin"] = VotingRule.ProportionalBinary,
        ["Prop"] = VotingRule.Proportional,
        ["Proportional"] = VotingRule.Proportional,
        ["PropCbc"] = VotingRule.ProportionalCubic,
        ["Cubic"] = VotingRule.Cubic,
    };

    private static readonly Dictionary<string, RiskAdjustment> RiskAdjustments = new()
    {
        ["Full"] = RiskAdjustment.Full,
        ["TwoThirds"] = RiskAdjustment.TwoThirds,
        ["Half"] = RiskAdjustment.Half,
        ["OneThird"] = RiskAdjustment.OneThird,
        ["None"] = RiskAdjustment.None,
        ["No"] = RiskAdjustment.None,
    };

    private static readonly Dictionary<string, RiskRange> RiskRanges = new() { ["Min"] = RiskRange.Narrow, ["Mid"] = RiskRange.Middle, ["Max"] = RiskRange.Wide };

    private static readonly Dictionary<string, Commitment> Commitments = new() { ["NoCommit"] = Commitment.None, ["SemiCommit"] = Commitment.Semi, ["FullCommit"] = Commitment.Full };

    private static readonly Dictionary<string, BargainWeights> Weights = new() { ["S1P1"] = BargainWeights.Plain, ["S2P2"] = BargainWeights.Squares, ["S2PMax"] = BargainWeights.LikelierLoser };

    private static readonly Dictionary<string, BargainForm> Forms = new() { ["InitOnlyInterp"] = BargainForm.Initiator, ["InitRcvrInterp"] = BargainForm.InitiatorAndReceiver, ["PWCompInterp"] = BargainForm.PowerWeighted };

    public static NegotiationCase.Positions? Read(string file, XmlElement root, ErrorList errors)
    {
        root.Expect(errors, "name", "desc", "prngSeed", "ModelParameters", "Dimensions", "Actors", "IdealAdjustment");
        var name = root.Only("name", errors) is { } called ? Values.Name(called.Text, called.At, "scenario's name", errors) : null;
        var description = root.Only("desc", errors, isRequired: false) is { } desc ? Values.Text(desc.Text, desc.At, "scenario's description", errors) : "";
        var seed = Seed(root, errors);
        var rules = root.Only("ModelParameters", errors, isRequired: false) is { } parameters ? Rules(parameters, errors) : new();
        var dimensions = Dimensions(root, errors);
        var rows = new ActorRows(errors);
        if (root.Only("Actors", errors) is { } actors)
        {
            actors.Expect(errors, "Actor");
            foreach (var actor in actors.Named("Actor"))
            {
                Actor(actor, dimensions.Count, rows, errors);
            }

            if (rows.Count == 0)
            {
                errors.Add(actors.At, "no 'Actor' in 'Actors'");
            }
        }

        var accommodation = root.Only("IdealAdjustment", errors, isRequired: false) is { } adjustment ? Accommodation(adjustment, [.. rows.Names], errors) : null;
        return errors.Total > 0
            ? null
            : new(Format, name!, description, [], [new(name!, new(file, root.At), [.. dimensions.Select(d => d.Name)], rows.Table(dimensions.Count), Spatial: new(rules, accommodation, seed))], AreDecisions: false);
    }

    private static ulong Seed(XmlElement root, ErrorList errors)
    {
        if (root.Only("prngSeed", errors, isRequired: false) is not { } element)
        {
            return 0;
        }

        if (!ulong.TryParse(element.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            errors.Add(element.At, $"prngSeed: {Cell.Shown(element.Text)}, expected a whole number from 0 to {ulong.MaxValue}");
        }

        return seed;
    }

    private static SpatialRules Rules(XmlElement parameters, ErrorList errors)
    {
        parameters.Expect(errors, "VictoryProbModel", "PCEModel", "StateTransitions", "VotingRule", "BigRAdjust", "BigRRange", "ThirdPartyCommit", "InterVecBrgn", "BargnModel");
        if (parameters.Named("VotingRule").FirstOrDefault() is { Text: "ASymProsp" } asymmetric)
        {
            errors.Add(asymmetric.At, "VotingRule: 'ASymProsp' is not computed here: its votes for and against do not mirror each other, so that its results depend on the order in which pairs are taken, and KTAB's own differ from run to run; expected another rule");
            return new();
        }

        return new()
        {
            Victory = OneOf(parameters, "VictoryProbModel", Victories, errors),
            Election = OneOf(parameters, "PCEModel", Elections, errors),
            Transitions = OneOf(parameters, "StateTransitions", AllTransitions, errors),
            Voting = OneOf(parameters, "VotingRule", Votings, errors),
            RiskAdjustment = OneOf(parameters, "BigRAdjust", RiskAdjustments, errors),
            RiskRange = OneOf(parameters, "BigRRange", RiskRanges, errors),
            Commitment = OneOf(parameters, "ThirdPartyCommit", Commitments, errors),
            Weights = OneOf(parameters, "InterVecBrgn", Weights, errors),
            Form = OneOf(parameters, "BargnModel", Forms, errors),
        };
    }

    private static T OneOf<T>(XmlElement parameters, string name, Dictionary<string, T> known, ErrorList errors)
        where T : struct
    {
        if (parameters.Only(name, errors) is not { } element || known.TryGetValue(element.Text, out var value))
        {
            return parameters.Named(name).FirstOrDefault() is { } given ? known.GetValueOrDefault(given.Text) : default;
        }

        errors.Add(element.At, $"{name}: {Cell.Shown(element.Text)}, expected {string.Join(", ", known.Keys.SkipLast(1))} or {known.Keys.Last()}");
        return default;
    }

    private static List<(string Name, Mark At)> Dimensions(XmlElement root, ErrorList errors)
    {
        if (root.Only("Dimensions", errors) is not { } element)
        {
            return [];
        }

        element.Expect(errors, "dName");
        var dimensions = element.Named("dName").Select(d => (d.Text, d.At)).ToList();
        foreach (var (name, at) in dimensions)
        {
            Values.Name(name, at, "name of a dimension", errors);
        }

        if (dimensions.Count == 0)
        {
            errors.Add(element.At, "no 'dName' in 'Dimensions'");
        }

        ActorRows.CheckNames(dimensions, errors);
        return dimensions;
    }

    private static void Actor(XmlElement actor, int dimensions, ActorRows rows, ErrorList errors)
    {
        actor.Expect(errors, "name", "description", "capability", "Position", "Salience");
        var name = actor.Only("name", errors) is { } called ? Values.Name(called.Text, called.At, "actor's name", errors) ?? "" : "";
        var capability = actor.Only("capability", errors) is { } given ? Values.Capability(given.Text, given.At, "capability", errors) : null;
        if (actor.Only("description", errors, isRequired: false) is { } description)
        {
            Values.Text(description.Text, description.At, "actor's description", errors);
        }

        var positions = Numbers(actor, "Position", "dCoord", "position", dimensions, errors);
        var saliences = Numbers(actor, "Salience", "dSal", "salience", dimensions, errors);
        rows.CheckBudget(name, actor.Named("Salience").FirstOrDefault()?.At ?? actor.At, saliences);
        rows.Add(name, actor.At, capability ?? 1, positions, saliences);
    }

    private static List<double> Numbers(XmlElement actor, string name, string item, string what, int expected, ErrorList errors)
    {
        if (actor.Only(name, errors) is not { } element)
        {
            return [];
        }

        element.Expect(errors, item);
        var numbers = element.Named(item).Select(e => Values.Number(e.Text, e.At, what, 0, 100, errors) ?? 0).ToList();
        if (numbers.Count != expected)
        {
            errors.Add(element.At, $"{numbers.Count} '{item}' in '{name}', expected {expected}, one for each dimension");
        }

        return numbers;
    }

    /// <summary>Shares a_ij, row after row: of the position of j in the ideal of i. Who is not named keeps to its own position.</summary>
    private static double[] Accommodation(XmlElement adjustment, List<string> actors, ErrorList errors)
    {
        adjustment.Expect(errors, "iaPair");
        if (actors.Count > ActorTable.MostActors)
        {
            return [];
        }

        var shares = new double[actors.Count * actors.Count];
        for (var i = 0; i < actors.Count; i++)
        {
            shares[(i * actors.Count) + i] = 1;
        }

        var last = new Mark?[actors.Count];
        var given = new HashSet<(int, int)>();
        foreach (var pair in adjustment.Named("iaPair"))
        {
            pair.Expect(errors, "adjustingIdeal", "referencePos", "adjust");
            var (ideal, position) = (Actor(pair, "adjustingIdeal"), Actor(pair, "referencePos"));
            var share = pair.Only("adjust", errors) is { } adjust ? Values.Number(adjust.Text, adjust.At, "adjust", 0, 1, errors) : null;
            if (ideal is not { } i || position is not { } j || share is not { } a)
            {
                continue;
            }

            if (!given.Add((i, j)))
            {
                errors.Add(pair.At, $"a second pair of {actors[i]} and {actors[j]}; expected one");
            }

            shares[(i * actors.Count) + j] = a;
            last[i] = pair.At;
        }

        for (var i = 0; i < actors.Count; i++)
        {
            if (last[i] is { } at && shares.AsSpan(i * actors.Count, actors.Count).ToArray().Sum() is var sum && sum > 1 + 1e-9)
            {
                errors.Add(at, $"the shares of {actors[i]} sum to {sum.ToString("0.######", CultureInfo.InvariantCulture)}, expected at most 1 (its own position counts 1 unless a pair says otherwise)");
            }
        }

        return shares;

        int? Actor(XmlElement pair, string name)
        {
            if (pair.Only(name, errors) is not { } element)
            {
                return null;
            }

            var at = actors.IndexOf(element.Text);
            if (at < 0)
            {
                var near = Nearest.Of(element.Text, actors) is { } other ? $"; did you mean '{other}'?" : "";
                errors.Add(element.At, $"{name}: there is no actor {Cell.Shown(element.Text)}{near}");
            }

            return at < 0 ? null : at;
        }
    }
}
