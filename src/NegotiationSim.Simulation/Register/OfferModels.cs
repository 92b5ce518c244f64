using System.Text.Json;

namespace NegotiationSim.Simulation;

/// <summary>The register's entries for alternating offers, Rubinstein's closed form and Zeuthen's strategy.</summary>
internal static class OfferModels
{
    private const double ClosedForm = 1e-12;
    private const double ReferenceSlack = 1e-4;

    public static Model Offers { get; } = new()
    {
        Name = "alternating-offers",
        Title = "Alternating offers with a deadline",
        Assumes = "Parties take turns to offer whole settlements, know what each is worth to themselves, follow one strategy throughout, and accept what is worth at least what they would ask for next. Nothing is agreed unless all that must agree do so before the deadline.",
        KnownAccuracy = "A mechanism and no forecast: what comes out is what strategies, deadline and order of speaking were assumed to be.",
        Inputs = ["points with the values that each can take", "weights and evaluations of each party, and what no agreement is worth to it", "each party's strategy", "deadline in rounds", "packages"],
        Moves = OffersMovement.Motion,
        Source = "Faratin, Sierra and Jennings 1998; Aydoğan, Festen, Hindriks and Jonker 2017; de Jonge 2022",
        Checks =
        [
            new("sao/negmas_traces.json", "two parties: every offer, the agreement and the rounds, exactly; three parties: every acceptance and the utility of every offer 1e-9 (the reference chooses among equals by an unstable sort)", CompareTraces),
            new("closed_form/time_dependent_concession.csv", "concession curves, 1e-12", CompareCurves),
        ],
    };

    public static Model Rubinstein { get; } = new()
    {
        Name = "rubinstein",
        Title = "Rubinstein's bargaining",
        Assumes = "Two players divide one thing, take turns to propose, know how impatient both are and reason all the way back; then the first proposal is accepted.",
        KnownAccuracy = "A closed form and no forecast.",
        Inputs = ["both players' discounts for a period", "the number of periods, or none"],
        Source = "Rubinstein, Econometrica 50, 1982; Ståhl 1972",
        Checks =
        [
            new("closed_form/rubinstein_infinite.csv", "shares, 1e-12", (figures, comparison) =>
            {
                foreach (var row in figures.Rows)
                {
                    var (d1, d2) = (row.Number("delta1"), row.Number("delta2"));
                    var share = Simulation.Rubinstein.ProposerShare(d1, d2);
                    comparison.Near(() => $"{d1}, {d2}: first", row.Number("proposer1_share"), share, ClosedForm);
                    comparison.Near(() => $"{d1}, {d2}: second", row.Number("responder2_share"), 1 - share, ClosedForm);
                    comparison.Near(() => $"{d1}, {d2}: second proposes", row.Number("share_of_2_if_2_proposes"), Simulation.Rubinstein.ProposerShare(d2, d1), ClosedForm);
                }
            }),
            new("closed_form/rubinstein_finite.csv", "shares, 1e-12", (figures, comparison) =>
            {
                foreach (var row in figures.Rows)
                {
                    var share = Simulation.Rubinstein.ProposerShare((int)row.Number("periods"), row.Number("delta1"), row.Number("delta2"));
                    comparison.Near(() => $"{row["periods"]} periods, {row["delta1"]}, {row["delta2"]}", row.Number("share1"), share, ClosedForm);
                    comparison.Near(() => $"{row["periods"]} periods, {row["delta1"]}, {row["delta2"]}: second", row.Number("share2"), 1 - share, ClosedForm);
                }
            }),
        ],
    };

    public static Model Zeuthen { get; } = new()
    {
        Name = "zeuthen",
        Title = "Zeuthen's strategy",
        Assumes = "Of two parties that know both utilities, the one that would lose less by a conflict concedes, just enough that the other has to.",
        KnownAccuracy = "A mechanism and no forecast; it leads to the Nash point or next to it.",
        Inputs = ["both parties' utilities of every outcome, and of no agreement"],
        Source = "Zeuthen 1930; Harsanyi 1956; Rosenschein and Zlotkin, Rules of Encounter, 1994",
        Checks = [new("closed_form/zeuthen_mcp.json", "every step exactly, risks 1e-8", CompareZeuthen)],
    };

    private static void CompareCurves(ReferenceFigures figures, Comparison comparison)
    {
        foreach (var row in figures.Rows)
        {
            var (e, k, least, most, t) = (row.Number("e"), row.Number("k"), row.Number("pmin"), row.Number("pmax"), row.Number("t"));
            var actual = row["family"] switch
            {
                "negmas_poly" => Concession.Aspiration(e, least, most, t),
                "negmas_exp" => Concession.Exponential(e, least, most, t),
                "genius_faratin" => Concession.TimeDependent(e, k, least, most, t),
                var family => throw new FormatException($"No curve is called {family}."),
            };
            comparison.Near(() => $"{row["family"]}, e {e}, k {k}, {least} to {most}, t {t}", row.Number("target_utility"), actual, ClosedForm);
        }
    }

    private static void CompareZeuthen(ReferenceFigures figures, Comparison comparison)
    {
        const double printed = 1e-8;
        foreach (var test in figures.Json.GetProperty("cases").EnumerateArray())
        {
            var name = test.Text("name");
            var steps = Simulation.Zeuthen.Run(test.Numbers("u1"), test.Numbers("u2"));
            var trace = test.GetProperty("trace").EnumerateArray().Select(row => row.Numbers()).ToList();
            comparison.Same(() => $"{name}, steps", trace.Count, steps.Count);
            foreach (var (row, step) in trace.Zip(steps))
            {
                comparison.Same(() => $"{name}, offers", ((int)row[0], (int)row[1]), (step.Offer1, step.Offer2));
                if (row.Length > 2) comparison.Near(() => $"{name}, risks", row[2..], [step.Risk1, step.Risk2], printed);
            }

            comparison.Same(() => $"{name}, largest product", test.GetProperty("nash_index").GetInt32(), steps[^1].Offer1);
        }
    }

    private static void CompareTraces(ReferenceFigures figures, Comparison comparison)
    {
        foreach (var run in figures.Json.GetProperty("runs").EnumerateArray())
        {
            var name = $"{run.Text("scenario")}, {run.GetProperty("negotiators")[0]}, {run.GetProperty("n_steps")} rounds";
            var (space, parties) = Scenario(run);
            var talks = new AlternatingOffers(parties, new(run.GetProperty("n_steps").GetInt32(), Slack: ReferenceSlack));
            var expected = run.GetProperty("trace").EnumerateArray()
                .Select(o => new Offer(o[0].GetInt32(), parties.FindIndex(p => p.Name == o[1].GetString()), Outcome(space, o[2]))).ToList();
            var agreement = run.GetProperty("agreement") is { ValueKind: JsonValueKind.Array } agreed ? Outcome(space, agreed) : -1;
            if (parties.Count > 2)
            {
                Follow(name, parties, talks, expected, agreement, run.GetProperty("steps").GetInt32(), comparison);
                continue;
            }

            var trace = new List<Offer>();
            var result = talks.Run(trace);
            comparison.Same(() => $"{name}, agreement", agreement, result.Outcome);
            comparison.Same(() => $"{name}, rounds", run.GetProperty("steps").GetInt32(), result.Rounds);
            comparison.Same(() => $"{name}, offers", expected.Count, trace.Count);
            foreach (var (e, a) in expected.Zip(trace)) comparison.Same(() => $"{name}, offer", e, a);
        }
    }

    private static (OutcomeSpace Space, List<Negotiator> Parties) Scenario(JsonElement run)
    {
        var strategies = run.GetProperty("negotiators").EnumerateArray().Select(n => n.GetString() switch
        {
            "BoulwareTBNegotiator" => ConcessionStrategy.Boulware,
            "LinearTBNegotiator" => ConcessionStrategy.Linear,
            "ConcederTBNegotiator" => ConcessionStrategy.Conceder,
            "MiCRONegotiator" => new ConcessionStrategy.Minimal(),
            var other => throw new FormatException($"No strategy is called {other}."),
        }).ToList();
        if (!run.TryGetProperty("weights", out var weights))
        {
            var price = new OutcomeSpace([Numbered("price", 100)]);
            double[] prices = [.. Enumerable.Range(0, 101).Select(v => v / 100.0)];
            return (price,
            [
                new("seller", new(prices, 0), strategies[0]),
                new("buyer", new([.. prices.Select(u => 1 - u)], 0), strategies[1]),
            ]);
        }

        var space = new OutcomeSpace([.. Enumerable.Range(0, weights[0].GetArrayLength()).Select(i => Numbered($"issue {i}", 10))]);
        var directions = run.GetProperty("directions").EnumerateArray().Select(d => d.Wholes()).ToList();
        return (space, [.. weights.EnumerateArray().Select((w, p) =>
        {
            var evaluations = directions[p].Select(up => Enumerable.Range(0, 11).Select(v => up == 1 ? v / 10.0 : 1 - (v / 10.0)).ToArray()).ToArray();
            return new Negotiator($"p{p}", new AdditivePreferences(w.Numbers(), evaluations, run.Number("reserved")).Over(space), strategies[p]);
        })]);
    }

    private static BargainingIssue Numbered(string name, int most) => new(name, [.. Enumerable.Range(0, most + 1).Select(v => v.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

    private static int Outcome(OutcomeSpace space, JsonElement values) => space.IndexOf(values.Wholes());

    /// <summary>
    /// Goes through the reference's run: whoever made an offer there must make one that is worth as much to it here, and whoever
    /// said nothing must accept what was on the table.
    /// </summary>
    private static void Follow(
        string name, List<Negotiator> parties, AlternatingOffers talks, List<Offer> expected, int agreement, int rounds, Comparison comparison)
    {
        const int accepts = -1;
        const double alike = 1e-9;
        var (at, standing, accepted) = (0, -1, 0);
        talks.Begin();
        for (var round = 0; round < rounds; round++)
        {
            talks.BeginRound(round);
            for (var p = 0; p < parties.Count && accepted < parties.Count - 1; p++)
            {
                var (r, party) = (round, p);
                var response = talks.Respond(p, standing);
                if (at < expected.Count && expected[at].Round == round && expected[at].Party == p)
                {
                    var worth = parties[p].Preferences.Utilities;
                    comparison.Near(() => $"{name}, offer of {party} in round {r}", worth[expected[at].Outcome], response >= 0 ? worth[response] : double.NaN, alike);
                    (standing, accepted) = (expected[at].Outcome, 0);
                    talks.Hear(p, standing);
                    at++;
                    continue;
                }

                comparison.Same(() => $"{name}, acceptance by {party} in round {r}", accepts, response);
                accepted++;
            }
        }

        comparison.Same(() => $"{name}, agreement", agreement, accepted == parties.Count - 1 ? standing : -1);
    }
}
