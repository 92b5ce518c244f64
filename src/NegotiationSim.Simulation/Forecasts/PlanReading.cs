using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>Reads an assessment against a timeline and collects all that is wrong with it.</summary>
internal sealed class PlanReading(Assessment assessment)
{
    private const double BudgetTolerance = 1e-6;

    private readonly List<Fault> _faults = [];

    public Assessment Assessment { get; } = assessment;

    public IReadOnlyList<Fault> Faults => _faults;

    public DateOnly From { get; private set; }

    public Timeline Base { get; private set; } = null!;

    public State State { get; private set; } = null!;

    public Model? Model { get; private set; }

    public AssessedParty[] Parties { get; private set; } = [];

    public AssessedPoint[] Points { get; private set; } = [];

    public bool[] Required { get; private set; } = [];

    public Estimate[] Positions { get; private set; } = [];

    public Estimate[] Saliences { get; private set; } = [];

    public Region[] Starts { get; private set; } = [];

    public Stance[] Recorded { get; private set; } = [];

    public int[][] Groups { get; private set; } = [];

    public List<UnnamedWorlds> Sets { get; } = [];

    private int PlaceOf(PartyId party) => Array.FindIndex(Parties, p => p.Party == party);

    private int PlaceOf(PointId point) => Array.FindIndex(Points, p => p.Point == point);

    /// <summary>True when nothing is wrong.</summary>
    public bool Read(Func<DateOnly?, Timeline> timelineKnownBy)
    {
        CheckNumbers();
        if (_faults.Count > 0) return false;
        FindBase(timelineKnownBy);
        if (_faults.Count > 0) return false;
        FindParties();
        FindPoints();
        FindGroups();
        CheckShocks();
        if (_faults.Count > 0) return false;
        FillCells();
        if (_faults.Count > 0) return false;
        CheckWeights();
        FitRecord();
        FindModel();
        return _faults.Count == 0;
    }

    /// <summary>Every judged number of which a run draws one.</summary>
    public List<ForecastInput> Inputs()
    {
        var inputs = new List<ForecastInput>();
        for (var i = 0; i < Parties.Length; i++)
        {
            var party = Parties[i];
            inputs.Add(new($"{party.Party} capability", InputKind.Capability, i, party.Capability));
            inputs.Add(new($"{party.Party} no agreement", InputKind.NoAgreement, i, party.NoAgreement));
            inputs.Add(new($"{party.Party} firmness", InputKind.Firmness, i, party.Firmness));
            for (var d = 0; d < Points.Length; d++)
            {
                var cell = (i * Points.Length) + d;
                inputs.Add(new($"{party.Party} position on {Points[d].Point}", InputKind.Position, cell, Positions[cell]));
                inputs.Add(new($"{party.Party} salience of {Points[d].Point}", InputKind.Salience, cell, Saliences[cell]));
            }
        }

        inputs.Add(new("days per round", InputKind.DaysPerRound, 0, Assessment.DaysPerRound));
        inputs.Add(new("chance that a round is cancelled", InputKind.Cancelled, 0, Assessment.Cancelled));
        inputs.Add(new("chance that talks break off", InputKind.BreaksOff, 0, Assessment.BreaksOff));
        inputs.AddRange(Assessment.Shocks.Select((s, i) => new ForecastInput($"shocks in a year: {s.Name}", InputKind.Shock, i, s.PerYear)));
        return inputs;
    }

    private void Fault(string member, string expected) => _faults.Add(new(member, expected));

    private void Within(string member, double number, double least, double most)
    {
        if (!(number >= least && number <= most)) Fault(member, $"{least} to {most}, not {number}");
    }

    private void Within(string member, Estimate estimate, double least, double most)
    {
        if (!(estimate.Low >= least && estimate.High <= most)) Fault(member, $"{least} to {most}, not {estimate}");
    }

    private void CheckNumbers()
    {
        var a = Assessment;
        if (a.Runs is < 1 or > ForecastPlan.MostRuns) Fault("runs", $"1 to {ForecastPlan.MostRuns}, not {a.Runs}");
        Within("daysPerRound", a.DaysPerRound, 1, 366);
        Within("cancelled", a.Cancelled, 0, 1);
        Within("breaksOff", a.BreaksOff, 0, 1);
        if (a.Parties.Count == 0) Fault("parties", "at least two");
        if (a.Points.Count == 0) Fault("points", "at least one: there is nothing to agree on");
        if ((long)a.Parties.Count * a.Points.Count > ForecastPlan.MostCells) Fault("points", $"at most {ForecastPlan.MostCells} parties times points, there are {(long)a.Parties.Count * a.Points.Count}");
        if (a.Packages.Count > 0 && a.Linkage != Linkage.Package) Fault("packages", "none unless 'linkage: package'");
        if (a.Packages.Count == 0 && a.Linkage == Linkage.Package) Fault("linkage", "'packages' that say which points are settled together");
        for (var i = 0; i < a.Parties.Count; i++)
        {
            var party = a.Parties[i];
            Within($"parties[{i}].capability", party.Capability, ActorTable.LeastCapability, ActorTable.MostCapability);
            Within($"parties[{i}].noAgreement", party.NoAgreement, 0, 1);
            if (!(party.Firmness.Low > 0)) Fault($"parties[{i}].firmness", $"above 0, not {party.Firmness}");
            if (Array.FindIndex([.. a.Parties], p => p.Party == party.Party) < i) Fault($"parties[{i}].party", $"each party once; {party.Party} is there twice");
        }

        for (var d = 0; d < a.Points.Count; d++) CheckNumbers(a.Points[d], d);
    }

    private void CheckNumbers(AssessedPoint point, int d)
    {
        if (Array.FindIndex([.. Assessment.Points], p => p.Point == point.Point) < d) Fault($"points[{d}].point", $"each point once; {point.Point} is there twice");
        if (point.Point.Version != Assessment.Version) Fault($"points[{d}].point", $"a point of {Assessment.Version}, not {point.Point}");
        if (point.Point.IsSubPoint) Fault($"points[{d}].point", $"a point and no part of one; {point.Point} is part of {point.Point.Parent}");
        if (point.Scale.Count < 2) Fault($"points[{d}].scale", "two or more labelled places: numbers without a meaning cannot be judged");
        for (var m = 0; m < point.Scale.Count; m++) Within($"points[{d}].scale[{m}].at", point.Scale[m].At, 0, 100);
        if (point.Text is { } text) Within($"points[{d}].text", text, 0, 100);
        if (!(point.Tolerance > 0 && point.Tolerance <= 100)) Fault($"points[{d}].tolerance", $"above 0 and at most 100, not {point.Tolerance}");
        if (point.Objects is { } objects && !(objects >= point.Tolerance && objects <= 100)) Fault($"points[{d}].objects", $"from the tolerance, {point.Tolerance}, to 100, not {objects}");
        for (var v = 0; v < point.Positions.Count; v++)
        {
            var at = $"points[{d}].positions[{v}]";
            var view = point.Positions[v];
            Within($"{at}.position", view.Position, 0, 100);
            Within($"{at}.salience", view.Salience, 0, 100);
            if (Array.FindIndex([.. point.Positions], p => p.Party == view.Party) < v) Fault($"{at}.party", $"each party once; {view.Party} is there twice");
            if (Array.FindIndex([.. Assessment.Parties], p => p.Party == view.Party) < 0) Fault($"{at}.party", $"one of the parties assessed, not {view.Party}: add it to 'parties', with its capability");
        }
    }

    private void FindBase(Func<DateOnly?, Timeline> timelineKnownBy)
    {
        var all = timelineKnownBy(Assessment.KnownBy);
        if ((Assessment.From ?? all.LastDay) is not { } from)
        {
            Fault("from", "a date: nothing that is recorded has one");
            return;
        }

        From = from;
        if (Assessment.Until <= from) Fault("until", $"a date after {from:yyyy-MM-dd}, the last day taken from the record, not {Assessment.Until:yyyy-MM-dd}");
        if (Assessment.Until.DayNumber - from.DayNumber > ForecastPlan.MostDays) Fault("until", $"at most {ForecastPlan.MostDays} days after {from:yyyy-MM-dd}");
        if (Assessment.Deadline <= from) Fault("deadline", $"a date after {from:yyyy-MM-dd}");
        if (_faults.Count > 0) return;
        if (all.Ledger.Events.Any(e => e.Id.Value.StartsWith($"{Assessment.Name}-", StringComparison.Ordinal))) Fault("name", $"a name that no recorded event's begins with: the events of runs are called {Assessment.Name}-1, {Assessment.Name}-2");
        Base = Continuation.UpTo(Assessment.KnownBy is null ? timelineKnownBy(from) : all, from, ForecastNames.Timeline(Assessment.Name, null));
        State = Base.StateBefore(Base.Steps.Length);
    }

    private void FindParties()
    {
        Parties = [.. Assessment.Parties.OrderBy(p => p.Party)];
        for (var i = 0; i < Assessment.Parties.Count; i++)
        {
            var party = Assessment.Parties[i].Party;
            if (!State.IsIntroduced(party)) Fault($"parties[{i}].party", $"a party of {Assessment.Negotiation} on {From:yyyy-MM-dd}; there are {string.Join(", ", State.Parties.Where(p => State.IsIntroduced(p.Id)).Select(p => p.Id.Value).Order(StringComparer.Ordinal))}, not {party}");
        }

        foreach (var missing in State.Required.Where(r => PlaceOf(r) < 0)) Fault("parties", $"{missing}, who must agree, among them");
        Required = [.. Parties.Select(p => State.Required.Contains(p.Party))];
        if (State.Required.Count < 2) Fault("parties", $"at least two who must agree; by the record of {From:yyyy-MM-dd} there are {State.Required.Count}");
    }

    private void FindPoints()
    {
        if (!State.Versions.TryGetValue(Assessment.Version, out var version))
        {
            Fault("version", $"a version known by then; on {From:yyyy-MM-dd} there are {string.Join(", ", State.Versions.Keys.Select(v => v.Value))}");
            return;
        }

        for (var d = 0; d < Assessment.Points.Count; d++)
        {
            if (!version.Points.Contains(Assessment.Points[d].Point)) Fault($"points[{d}].point", $"a point of {version.Id} known on {From:yyyy-MM-dd}, not {Assessment.Points[d].Point}");
        }

        Points = [.. Assessment.Points.OrderBy(p => version.Points.AsSpan().IndexOf(p.Point))];
    }

    private void FindGroups()
    {
        if (Assessment.Linkage == Linkage.WholeVersion)
        {
            Groups = [[.. Enumerable.Range(0, Points.Length)]];
            return;
        }

        var groups = new List<int[]>();
        var taken = new HashSet<int>();
        for (var g = 0; g < Assessment.Packages.Count; g++)
        {
            var members = Assessment.Packages[g].Points;
            if (members.Count == 0) Fault($"packages[{g}].points", "at least one point");
            for (var m = 0; m < members.Count; m++)
            {
                var place = PlaceOf(members[m]);
                if (place < 0) Fault($"packages[{g}].points[{m}]", $"a point that is assessed, not {members[m]}");
                else if (!taken.Add(place)) Fault($"packages[{g}].points[{m}]", $"each point in one package; {members[m]} is in two");
            }

            groups.Add([.. members.Select(PlaceOf).Order()]);
        }

        groups.AddRange(Enumerable.Range(0, Points.Length).Where(d => !taken.Contains(d)).Select(d => new[] { d }));
        Groups = [.. groups.OrderBy(g => g.FirstOrDefault())];
    }

    private void CheckShocks()
    {
        if (Assessment.Shocks.Count > ForecastPlan.MostShocks) Fault("shocks", $"at most {ForecastPlan.MostShocks}");
        for (var s = 0; s < Assessment.Shocks.Count; s++)
        {
            var shock = Assessment.Shocks[s];
            if (!(shock.PerYear.Low > 0 && shock.PerYear.High <= ForecastPlan.MostShocks)) Fault($"shocks[{s}].perYear", $"above 0 and at most {ForecastPlan.MostShocks}, not {shock.PerYear}");
            if (shock.Party is { } party && PlaceOf(party) < 0) Fault($"shocks[{s}].party", $"a party that is assessed, not {party}");
            for (var m = 0; m < shock.Points.Count; m++)
            {
                if (PlaceOf(shock.Points[m]) < 0) Fault($"shocks[{s}].points[{m}]", $"a point that is assessed, not {shock.Points[m]}");
            }

            Within($"shocks[{s}].capability", shock.Capability, 1 / ForecastPlan.MostFactor, ForecastPlan.MostFactor);
            Within($"shocks[{s}].salience", shock.Salience, 0, ForecastPlan.MostFactor);
            Within($"shocks[{s}].position", shock.Position, -100, 100);
        }
    }

    private void FillCells()
    {
        var cells = Parties.Length * Points.Length;
        (Positions, Saliences, Starts, Recorded) = (new Estimate[cells], new Estimate[cells], new Region[cells], new Stance[cells]);
        for (var i = 0; i < Parties.Length; i++)
        {
            var budget = 0.0;
            for (var d = 0; d < Points.Length; d++)
            {
                if (Points[d].Positions.FirstOrDefault(p => p.Party == Parties[i].Party) is not { } view)
                {
                    Fault($"points[{FilePlaceOf(d)}].positions", $"{Parties[i].Party} among them: where it stands, or a salience of 0");
                    continue;
                }

                var cell = (i * Points.Length) + d;
                (Positions[cell], Saliences[cell]) = (view.Position, view.Salience);
                Recorded[cell] = State.CellOf(Points[d].Point, Parties[i].Party).Stance;
                budget += view.Salience.Mode;
            }

            if (budget > 100 + BudgetTolerance) Fault("points", $"saliences of a party that sum to at most 100; the likeliest ones of {Parties[i].Party} sum to {budget:0.##}");
            if (budget <= 0) Fault("points", $"a salience above 0 for each party; {Parties[i].Party} cares about nothing");
        }
    }

    private void CheckWeights()
    {
        for (var d = 0; d < Points.Length; d++)
        {
            if (!Enumerable.Range(0, Parties.Length).Any(i => Saliences[(i * Points.Length) + d].Mode > 0)) Fault($"points[{FilePlaceOf(d)}].positions", "a salience above 0 for some party: nobody cares about this point");
        }
    }

    private int FilePlaceOf(int point) => Assessment.Points.AsSpan().IndexOf(Points[point]);

    private string MemberOf(int party, int point)
    {
        var d = FilePlaceOf(point);
        return $"points[{d}].positions[{Array.FindIndex([.. Assessment.Points[d].Positions], p => p.Party == Parties[party].Party)}].position";
    }

    /// <summary>Where each party may stand in the worlds that fit the record.</summary>
    private void FitRecord()
    {
        for (var i = 0; i < Parties.Length; i++)
        {
            for (var d = 0; d < Points.Length; d++)
            {
                var cell = (i * Points.Length) + d;
                Starts[cell] = Region.Of(Points[d], Recorded[cell]);
                if (Starts[cell].Mass(Positions[cell]) <= 0)
                {
                    Fault(MemberOf(i, d), $"a position that fits the record: on {From:yyyy-MM-dd} {Parties[i].Party} {Said(Recorded[cell])} {Points[d].Point}, whose text stands at {Points[d].Text}, and no position in {Positions[cell]} is read so with tolerance {Points[d].Tolerance} and objections up to {Points[d].Rejects}");
                }
            }
        }

        if (_faults.Count > 0) return;
        foreach (var set in State.Unnamed.Values.Where(s => s.Version == Assessment.Version && PlaceOf(s.Party) >= 0 && Region.Tells(s.Stance)))
        {
            if (Sets.Exists(s => s.Party == PlaceOf(set.Party)))
            {
                Fault("version", $"at most one unnamed set for each party; {set.Party} has several in {set.Version}. Name the members of all but one in a what-if, and forecast that");
                continue;
            }

            var worlds = UnnamedWorlds.Of(set, PlaceOf(set.Party), this);
            Sets.Add(worlds);
            if (!worlds.AnyFit) Fault("points", $"positions that fit the record: {set.Party} {Said(set.Stance)} at least {set.AtLeast} of the points of {set.Version} without saying which, and the assessment leaves no world in which it does");
        }
    }

    private static string Said(Stance stance) => stance switch
    {
        Stance.ObjectsToWording => "objects to the wording of",
        _ => DomainJson.Text(stance).Replace('-', ' '),
    };

    private void FindModel()
    {
        Model = Models.Find(Assessment.Model);
        var moving = Models.All.Where(m => m.Moves is not null).Select(m => m.Name).ToList();
        if (Model?.Moves is null)
        {
            Fault("model", $"a model by which positions move, {string.Join(", ", moving)}; not {Assessment.Model}");
            return;
        }

        foreach (var fault in Model.Moves.Faults(Parties.Length, Points.Length, Groups)) _faults.Add(fault);
    }
}
