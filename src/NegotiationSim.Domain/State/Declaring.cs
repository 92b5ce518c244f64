namespace NegotiationSim.Domain;

/// <summary>The part of the fold that makes stances of what parties declare, accept, sign and take back.</summary>
public static partial class Fold
{
    /// <summary>
    /// A step on the day an event may first have happened: the stances that it declares become possible where it will
    /// declare them, nothing more. Events that declare no stance leave no trace before they count.
    /// </summary>
    public static void ApplyPossible(this State state, TimelineEvent entry)
    {
        switch (entry.Event)
        {
            case StanceDeclared declared:
                MayDeclare(state, [declared.Party], declared.Points, declared.Version, declared.Issue, declared.Stance, declared);
                break;
            case AgreementReached reached:
                MayDeclare(state, reached.Parties, reached.Points, reached.Version, null, Stance.Accepts, reached);
                break;
            case AgreementSigned signed:
                MayDeclare(state, signed.Parties, [], signed.Version, null, Stance.Accepts, signed);
                break;
        }
    }

    private static void Declare(State state, TimelineEvent entry, StanceDeclared declared)
    {
        if (declared.Some is { } some)
        {
            Put(state, entry, declared, some);
            return;
        }

        var party = state.Index(declared.Party);
        Declare(state, new(in party), declared.Points, declared.Version, declared.Issue, Declaration.Of(entry, declared.Stance, declared.Condition));
    }

    private static void Declare(State state, TimelineEvent entry, AgreementReached reached) =>
        Declare(state, state.Indexes(reached.Parties), reached.Points, reached.Version, null, Declaration.Of(entry, Stance.Accepts, provisional: reached.Provisional));

    private static void Put(State state, TimelineEvent entry, StanceDeclared declared, UnnamedSet some)
    {
        state.Index(declared.Party);
        state.Put(new UnnamedState
        {
            Id = some.Id,
            Party = declared.Party,
            Stance = declared.Stance,
            Version = some.Version,
            AtLeast = some.AtLeast,
            AtMost = some.AtMost,
            Except = some.Except,
            Condition = declared.Condition,
            Since = entry.Day,
            Certainty = entry.Certainty,
            Disputed = entry.IsDenied,
            Events = [entry.Id],
        });
    }

    /// <summary>
    /// Parties declare something on points, on a version as a whole, or on an issue. Acceptance of a version reaches its
    /// points, and acceptance of a point its sub-points; when it goes, what it had reached goes with it.
    /// </summary>
    private static void Declare(State state, ReadOnlySpan<int> parties, ValueList<PointId> points, VersionId? whole, IssueId? issue, in Declaration declaration)
    {
        if (whole is { } id)
        {
            var version = state.VersionOrNew(id);
            var cells = Declared(state, version.Cells, parties, declaration, (SubjectKind.Version, id.Value), (SubjectKind.Version, id.Value));
            state.Put(version with { Cells = cells });
            if (Reaches(version.Cells, cells, parties, declaration))
            {
                Reach(state, version.Points, version.Cells, cells, parties, declaration, (SubjectKind.Version, id.Value));
            }
        }

        if (issue is { } about)
        {
            var known = state.IssueOrNew(about);
            state.Put(known with { Cells = Declared(state, known.Cells, parties, declaration, (SubjectKind.Issue, about.Value), (SubjectKind.Issue, about.Value)) });
        }

        foreach (var point in points)
        {
            ref var slot = ref state.PointOrNew(point);
            var before = slot.Cells;
            var cells = Declared(state, before, parties, declaration, (SubjectKind.Point, point.Value), (SubjectKind.Point, point.Value));
            state.Put(ref slot, slot with { Cells = cells });
            if (Reaches(before, cells, parties, declaration) && state.SubPointsOf(slot) is { Count: > 0 } inside)
            {
                Reach(state, inside, before, cells, parties, declaration, (SubjectKind.Point, point.Value));
            }
        }
    }

    /// <summary>Cells of a subject after parties declared something on it, or on what it is inside of.</summary>
    private static Cells Declared(
        State state, Cells cells, ReadOnlySpan<int> parties, in Declaration declaration, (SubjectKind Kind, string Id) declaredOn, (SubjectKind Kind, string Id) subject) =>
        declaration.Denied.Count == 0
            ? cells.With(parties, declaration, Take)
            : DeclaredAndDenied(state, cells, parties, declaration, new(declaredOn.Kind, declaredOn.Id, null), new(subject.Kind, subject.Id, null));

    /// <summary>A denial may dispute it for one party and not for another.</summary>
    private static Cells DeclaredAndDenied(State state, Cells cells, ReadOnlySpan<int> parties, in Declaration declaration, Subject declaredOn, Subject subject)
    {
        foreach (var party in parties)
        {
            cells = cells.With([party], declaration.By(state.Parties[party].Id, declaredOn, subject), Take);
        }

        return cells;
    }

    /// <summary>True when a declaration is an acceptance, or ended one.</summary>
    private static bool Reaches(Cells before, Cells after, ReadOnlySpan<int> parties, in Declaration declaration)
    {
        if (declaration.Stance == Stance.Accepts)
        {
            return true;
        }

        foreach (var party in parties)
        {
            if (before[party].Stance == Stance.Accepts && after[party].Stance != Stance.Accepts)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What is inside of something accepted is accepted with it. When that acceptance goes, it rests on what else is behind it:
    /// events of its own and, for a sub-point, acceptance of the version where that stands; without any, it is silent again.
    /// </summary>
    private static void Reach(State state, ValueList<PointId> inside, Cells before, Cells after, ReadOnlySpan<int> parties, in Declaration declaration, (SubjectKind Kind, string Id) declaredOn)
    {
        foreach (var point in inside)
        {
            ref var slot = ref state.PointOrNew(point);
            var cells = slot.Cells;
            if (declaration.Stance == Stance.Accepts)
            {
                cells = Declared(state, cells, parties, declaration, declaredOn, (SubjectKind.Point, point.Value));
            }
            else
            {
                foreach (var party in parties)
                {
                    if (before[party].Stance == Stance.Accepts && after[party].Stance != Stance.Accepts && cells[party].Stance == Stance.Accepts)
                    {
                        var rest = cells[party].EventsWithout(before[party], state.VersionOrNew(slot.Version).Cells[party]);
                        cells = rest.Count == cells[party].Events.Count ? cells
                            : cells.With(party, rest.Count == 0 ? cells[party].Declared(declaration.TakenBack) : cells[party] with { Events = rest });
                    }
                }
            }

            if (!cells.IsVery(slot.Cells))
            {
                state.Put(ref slot, slot with { Cells = cells });
            }
        }
    }

    private static void Name(State state, TimelineEvent entry, MembersNamed named)
    {
        if (!state.Unnamed.TryGetValue(named.Set, out var set))
        {
            return;
        }

        var declaration = Declaration.Of(entry, set.Stance, set.Condition) with { Basis = set.Events.With(entry.Id), Disputed = set.Disputed || entry.IsDenied };
        Declare(state, [state.Index(set.Party)], named.Points, null, null, declaration);
        if (named.MoreRemain)
        {
            state.Put(set with
            {
                AtLeast = Math.Max(0, set.AtLeast - named.Points.Count),
                AtMost = set.AtMost is { } most ? Math.Max(0, most - named.Points.Count) : null,
                Except = set.Except.Concat(named.Points).Distinct().ToValueList(),
                Events = set.Events.With(entry.Id),
            });
        }
        else
        {
            state.Remove(set.Id);
        }
    }

    /// <summary>What is only possible brings nothing into being: who or what is not there on the first possible day shows nothing of it.</summary>
    private static void MayDeclare(State state, ValueList<PartyId> parties, ValueList<PointId> points, VersionId? whole, IssueId? issue, Stance stance, NegotiationEvent e)
    {
        var indexes = state.KnownIndexes(parties);
        var possible = new Possibility(stance, e.Occurred.First, e.Occurred.Last, e.Id);
        if (whole is { } id && state.Versions.TryGetValue(id, out var version))
        {
            state.Put(version with { Cells = version.Cells.With(indexes, possible, MayTake) });
            MayReach(version.Points);
        }

        if (issue is { } about && state.Issues.TryGetValue(about, out var known))
        {
            state.Put(known with { Cells = known.Cells.With(indexes, possible, MayTake) });
        }

        foreach (var point in points)
        {
            if (state.Points.TryGetValue(point, out var there))
            {
                state.Put(there with { Cells = there.Cells.With(indexes, possible, MayTake) });
                MayReach(state.SubPointsOf(there));
            }
        }

        void MayReach(ValueList<PointId> inside)
        {
            if (stance == Stance.Accepts)
            {
                OnPoints(state, inside, point => point with { Cells = point.Cells.With(indexes, possible, MayTake) });
            }
        }
    }

    private static readonly CellChange<Possibility> MayTake = static (cell, in possible) => cell with { Possible = cell.Possible.With(possible) };

    private static readonly CellChange<Declaration> Take = static (cell, in declaration) => Cleared(cell, declaration.Event).Declared(declaration);

    /// <summary>The possibility that an event announced ends when the event counts.</summary>
    private static Cell Cleared(Cell cell, EventId counted) =>
        cell.Possible.Count == 0 ? cell : cell with { Possible = cell.Possible.Where(p => p.Event != counted).ToValueList() };
}

/// <summary>A stance as an event declares it, ready to be put into cells. Silent: what was declared is taken back.</summary>
/// <param name="Disputed">The event is denied, and with it every cell.</param>
/// <param name="Denied">What is denied of it for single parties and subjects: see <see cref="By"/>.</param>
internal readonly record struct Declaration(
    Stance Stance, string? Condition, DateOnly Day, Certainty Certainty, bool Disputed, bool Provisional, EventId Event, ValueList<EventId> Basis, ValueList<Proposition> Denied)
{
    public static Declaration Of(TimelineEvent entry, Stance stance, string? condition = null, bool provisional = false) =>
        new(stance, condition, entry.Day, entry.Certainty, entry.IsDenied, provisional, entry.Id, entry.Alone, entry.Denied);

    /// <summary>
    /// The declaration as it enters one party's cell on a subject: disputed too when somebody denies that this party has this
    /// stance there, or on what its acceptance had to go through to reach it.
    /// </summary>
    public Declaration By(PartyId party, Subject declaredOn, Subject subject)
    {
        foreach (var denied in Denied)
        {
            if (denied.Party == party && denied.Stance == Stance && denied.FollowsFrom(declaredOn) && denied.Covers(subject))
            {
                return this with { Disputed = true };
            }
        }

        return this;
    }

    /// <summary>What becomes of the acceptance that an acceptance of the whole had reached, now that this replaces it.</summary>
    public Declaration TakenBack => this with { Stance = Stance.Silent };
}
