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
            var version = state.VersionPut(id);
            Declare(state, state.ToChange(version), version.Points, parties, declaration, (SubjectKind.Version, id.Value));
        }

        if (issue is { } about)
        {
            Declare(state, state.ToChange(state.IssuePut(about)), [], parties, declaration, (SubjectKind.Issue, about.Value));
        }

        foreach (var point in points)
        {
            var there = state.PointOrNew(point);
            Declare(state, state.ToChange(there), state.SubPointsOf(point), parties, declaration, (SubjectKind.Point, point.Value));
        }
    }

    /// <summary>Parties declare something on a subject, and with it on what is inside of it.</summary>
    private static void Declare(State state, Cells cells, ValueList<PointId> inside, ReadOnlySpan<int> parties, in Declaration declaration, (SubjectKind Kind, string Id) subject)
    {
        var before = inside.Count == 0 ? null : cells.Copy();
        Take(state, cells, parties, declaration, subject, subject);
        if (before is not null && Reaches(before, cells, parties, declaration))
        {
            Reach(state, inside, before, cells, parties, declaration, subject);
        }
    }

    /// <summary>The cells of a subject take what parties declared on it, or on what it is inside of.</summary>
    private static void Take(
        State state, Cells cells, ReadOnlySpan<int> parties, in Declaration declaration, (SubjectKind Kind, string Id) declaredOn, (SubjectKind Kind, string Id) subject)
    {
        foreach (var party in parties)
        {
            var cell = Cleared(cells[party], declaration.Event);
            // A denial may dispute it for one party and not for another.
            cells[party] = declaration.Denied.Count == 0
                ? cell.Declared(declaration)
                : cell.Declared(declaration.By(state.Parties[party].Id, new(declaredOn.Kind, declaredOn.Id, null), new(subject.Kind, subject.Id, null)));
        }
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
            var there = state.PointOrNew(point);
            if (declaration.Stance == Stance.Accepts)
            {
                Take(state, state.ToChange(there), parties, declaration, declaredOn, (SubjectKind.Point, point.Value));
                continue;
            }

            foreach (var party in parties)
            {
                var cell = there.Cells[party];
                if (before[party].Stance == Stance.Accepts && after[party].Stance != Stance.Accepts && cell.Stance == Stance.Accepts)
                {
                    var rest = cell.EventsWithout(before[party], state.VersionOrNew(there.Version).Cells[party]);
                    if (rest.Count < cell.Events.Count)
                    {
                        state.ToChange(there)[party] = rest.Count == 0 ? cell.Declared(declaration.TakenBack) : cell with { Events = rest };
                    }
                }
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
            MayTake(state.ToChange(version));
            MayReach(version.Points);
        }

        if (issue is { } about && state.Issues.TryGetValue(about, out var known))
        {
            MayTake(state.ToChange(known));
        }

        foreach (var point in points)
        {
            if (state.Points.TryGetValue(point, out var there))
            {
                MayTake(state.ToChange(there));
                MayReach(state.SubPointsOf(point));
            }
        }

        void MayReach(ValueList<PointId> inside)
        {
            if (stance == Stance.Accepts)
            {
                foreach (var point in inside)
                {
                    MayTake(state.ToChange(state.PointOrNew(point)));
                }
            }
        }

        void MayTake(Cells cells)
        {
            foreach (var party in indexes)
            {
                cells[party] = cells[party] with { Possible = cells[party].Possible.With(possible) };
            }
        }
    }

    /// <summary>The possibility that an event announced ends when the event counts.</summary>
    private static Cell Cleared(Cell cell, EventId counted) =>
        cell.Possible.Count == 0 ? cell : cell with { Possible = Without(cell.Possible, counted) };

    private static ValueList<Possibility> Without(ValueList<Possibility> possible, EventId counted) => possible.Where(p => p.Event != counted).ToValueList();
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
