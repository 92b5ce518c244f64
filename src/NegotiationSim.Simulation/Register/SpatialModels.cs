using System.Text.Json;

namespace NegotiationSim.Simulation;

/// <summary>The register's entry for the spatial model of politics.</summary>
internal static class SpatialModels
{
    /// <summary>Beyond what the reference program prints: computed by an independent program to nine decimals.</summary>
    private const double Recomputed = 2e-9;

    public static Model Entry { get; } = new()
    {
        Name = "spatial",
        Title = "Spatial model of politics",
        Assumes = "Parties challenge whom they expect to gain from, on all points at once, and move to the bargain that is likeliest to win an election among all parties. Utility falls with distance; third parties take sides; nobody looks further than one turn. It gives positions and no agreements, and a turn is no day. With three or four parties positions often freeze after a few turns.",
        ForecastOfACase = "The forecast is the compromise mean of the last positions.",
        KnownAccuracy = "Not graded on decisions with known outcomes here. Its one-dimensional relative, the expected utility model, is worse than the compromise mean.",
        Inputs = [.. CompromiseModels.Mean.Inputs, "at least three parties; a party's saliences sum to at most 100 over all points"],
        Source = "KAPSARC Toolkit for Behavioral Analysis, Spatial Model of Politics; Wise, Lester and Efird, Multidimensional bargaining using KTAB, KAPSARC 2015",
        Forecast = Forecast,
        Moves = SpatialMovement.Motion,
        Checks =
        [
            .. Scenarios().Select(name => new ModelCheck($"ktab/{name}.json", "positions 0.005 and win probabilities 6e-5 of every turn; first turn's risks, utilities and challenges 2e-9", CompareRun)),
            new(["ktab/dummyData_3Dim.json", "ktab/dummyData_3Dim.variants.json"], "positions 0.005 and win probabilities 6e-5 of every turn, 22 variants of the rules", CompareVariants),
        ],
    };

    private static string[] Scenarios() =>
        ["p3d28", "p4d28", "p10d28", "emissions", "dummyData-a040", "dummyData_3Dim", "dummyData_6Dim", "SOE-Policy", "SOE-Competitive", "SOE-Pol-Comp"];

    /// <summary>The compromise mean of where the parties stand at the end, under the corrected rules.</summary>
    public static double[] Forecast(ActorTable table)
    {
        var model = new SpatialModel(table.Actors, table.Dimensions, SpatialRules.Corrected);
        model.Begin(table);
        var none = default(RandomStream);
        model.RunToEnd(ref none);
        var last = new double[table.Positions.Length];
        model.CopyPositions(last);
        return Compromise.Means(table with { Positions = [.. last.Select(x => Math.Clamp(x, 0, 100))] });
    }

    private static ActorTable Actors(JsonElement json)
    {
        var actors = json.GetProperty("actors").EnumerateArray().ToList();
        return new()
        {
            Names = [.. actors.Select(a => a.Text("name"))],
            Dimensions = actors[0].GetProperty("positions").GetArrayLength(),
            Positions = [.. actors.SelectMany(a => a.Numbers("positions"))],
            Saliences = [.. actors.SelectMany(a => a.Numbers("saliences"))],
            Capabilities = [.. actors.Select(a => a.Number("power"))],
        };
    }

    /// <summary>The rules that the reference program calls so.</summary>
    private static SpatialRules Rules(JsonElement parameters) => new()
    {
        Victory = Enum.Parse<VictoryModel>(parameters.Text("VictoryProbModel")),
        Voting = parameters.Text("VotingRule") switch
        {
            "Prop" => VotingRule.Proportional,
            "PropBin" => VotingRule.ProportionalBinary,
            "PropCbc" => VotingRule.ProportionalCubic,
            var rule => Enum.Parse<VotingRule>(rule),
        },
        Election = Enum.Parse<ElectionKind>(parameters.Text("PCEModel")),
        Transitions = Enum.Parse<Transitions>(parameters.Text("StateTransitions")),
        RiskRange = parameters.Text("BigRRange") switch
        {
            "Mid" => RiskRange.Middle,
            "Min" => RiskRange.Narrow,
            "Max" => RiskRange.Wide,
            var range => throw new FormatException($"No risk range is called {range}."),
        },
        RiskAdjustment = Enum.Parse<RiskAdjustment>(parameters.Text("BigRAdjust")),
        Commitment = parameters.Text("ThirdPartyCommit") switch
        {
            "SemiCommit" => Commitment.Semi,
            "NoCommit" => Commitment.None,
            "FullCommit" => Commitment.Full,
            var commitment => throw new FormatException($"No commitment is called {commitment}."),
        },
        Weights = parameters.Text("InterVecBrgn") switch
        {
            "S2P2" => BargainWeights.Squares,
            "S1P1" => BargainWeights.Plain,
            "S2PMax" => BargainWeights.LikelierLoser,
            var weights => throw new FormatException($"No weights are called {weights}."),
        },
        Form = parameters.Text("BargnModel") switch
        {
            "InitOnlyInterp" => BargainForm.Initiator,
            "InitRcvrInterp" => BargainForm.InitiatorAndReceiver,
            "PWCompInterp" => BargainForm.PowerWeighted,
            var form => throw new FormatException($"No bargain is called {form}."),
        },
    };

    private static void CompareRun(ReferenceFigures figures, Comparison comparison)
    {
        var json = figures.Json;
        var table = Actors(json);
        var stop = json.GetProperty("stop");
        var rules = Rules(json.GetProperty("params")) with
        {
            LeastTurns = stop.GetProperty("min_iter").GetInt32(),
            MostTurns = stop.GetProperty("max_iter").GetInt32(),
            QuietShare = stop.Number("min_delta_ratio"),
            QuietStep = stop.Number("min_sig_delta"),
        };
        var run = SpatialRun.Of(table, rules);
        var expected = json.GetProperty("expected");
        var tolerances = json.GetProperty("tolerances");
        var chances = expected.GetProperty("win_prob_by_turn").EnumerateArray().Select(t => t.Numbers());
        CompareTurns(comparison, expected, expected.GetProperty("positions_by_turn"), chances, run, tolerances.Number("position"), tolerances.Number("probability"));

        var first = expected.GetProperty("turn0");
        comparison.Near(() => "risk attitudes", first.Numbers("risk_attitude"), run.Turns[0].RiskAttitudes, Recomputed);
        comparison.Near(() => "risk-neutral utilities", first.GetProperty("risk_neutral_utility").Flat(), NeutralUtilities(table, rules), Recomputed);
        CompareChallenges(comparison, 0, first.GetProperty("challenges"), run.Turns[0], tolerances.Number("position"));
        if (expected.GetProperty("challenges_by_turn") is not { ValueKind: JsonValueKind.Array } later) return;
        var turn = 0;
        foreach (var challenges in later.EnumerateArray()) CompareChallenges(comparison, ++turn, challenges, run.Turns[turn], tolerances.Number("position"));
    }

    private static double[] NeutralUtilities(ActorTable table, SpatialRules rules)
    {
        var model = new SpatialModel(table.Actors, table.Dimensions, rules);
        model.Begin(table);
        var actors = Enumerable.Range(0, table.Actors);
        return [.. actors.SelectMany(i => actors.Select(j => SpatialModel.UtilityOf(model.Distance(i, j), 0)))];
    }

    private static void CompareTurns(
        Comparison comparison, JsonElement expected, JsonElement positions, IEnumerable<double[]> chances, SpatialRun run, double position, double probability)
    {
        comparison.Same(() => "turns", expected.GetProperty("turns").GetInt32(), run.Turns.Count - 1);
        foreach (var (at, turn) in positions.EnumerateArray().Zip(run.Turns).Index()) comparison.Near(() => $"positions after turn {at}", turn.First.Flat(), turn.Second.Positions, position);
        foreach (var (at, turn) in chances.Zip(run.Turns).Index()) comparison.Near(() => $"win probabilities after turn {at}", turn.First, turn.Second.WinChances, probability);
    }

    private static void CompareChallenges(Comparison comparison, int turn, JsonElement expected, SpatialTurn actual, double position)
    {
        comparison.Same(() => $"challenges of turn {turn}", expected.GetArrayLength(), actual.Challenges.Count);
        foreach (var (e, a) in expected.EnumerateArray().Zip(actual.Challenges))
        {
            comparison.Same(() => $"challenge of turn {turn}", (e.GetProperty("i").GetInt32(), e.GetProperty("j").GetInt32()), (a.Initiator, a.Receiver));
            comparison.Near(() => $"chance, {a.Initiator} against {a.Receiver} in turn {turn}", e.Number("prob"), a.Chance, Recomputed);
            comparison.Near(() => $"gain, {a.Initiator} against {a.Receiver} in turn {turn}", e.Number("edu"), a.Gain, Recomputed);
            comparison.Near(() => $"bargain of {a.Initiator} in turn {turn}", e.Numbers("bi"), a.InitiatorAt, position);
            comparison.Near(() => $"bargain of {a.Receiver} in turn {turn}", e.Numbers("bj"), a.ReceiverAt, position);
        }
    }

    private static void CompareVariants(IReadOnlyList<ReferenceFigures> files, Comparison comparison)
    {
        var table = Actors(files[0].Json);
        var tolerances = files[0].Json.GetProperty("tolerances");
        foreach (var variant in files[1].Json.GetProperty("variants").EnumerateObject())
        {
            var expected = variant.Value;
            var run = SpatialRun.Of(table, Rules(expected.GetProperty("params")));
            var byActor = table.Names.Select(name => expected.GetProperty("win_prob").Numbers(name)).ToArray();
            var chances = Enumerable.Range(0, byActor[0].Length).Select(turn => byActor.Select(a => a[turn]).ToArray());
            var before = comparison.Disagreements;
            CompareTurns(comparison, expected, expected.GetProperty("positions"), chances, run, tolerances.Number("position"), tolerances.Number("probability"));
            comparison.Same(() => $"{variant.Name}, disagreements", 0, comparison.Disagreements - before);
        }
    }
}
