namespace NegotiationSim.Domain;

/// <summary>
/// Where one party stands on one point, version or issue: what it declared, since when, how certain that is, and the
/// events behind it.
/// </summary>
/// <param name="Stance">The stance; silent when nothing is declared.</param>
/// <param name="Condition">The condition of the stance, where it has one.</param>
/// <param name="Since">The day from which the stance counts; null when silent.</param>
/// <param name="Certainty">The firmest of the claims behind it; null when silent.</param>
/// <param name="Disputed">True when every event behind the stance is denied by somebody.</param>
/// <param name="Provisional">True when it holds only once the rest is agreed too.</param>
/// <param name="Events">The events that the stance rests on, oldest first.</param>
/// <param name="Possible">Stances that may have been declared already, because their date is only known within a span.</param>
public sealed record Cell(
    Stance Stance,
    string? Condition,
    DateOnly? Since,
    Certainty? Certainty,
    bool Disputed,
    bool Provisional,
    ValueList<EventId> Events,
    ValueList<Possibility> Possible)
{
    public static readonly Cell Silent = new(Stance.Silent, null, null, null, false, false, [], []);

    /// <summary>
    /// This cell after a declaration: the same stance again rests on one more event and keeps its first day; another
    /// replaces it; undisclosed never replaces a declared stance; silent means that the stance was taken back.
    /// </summary>
    internal Cell Declared(in Declaration declared)
    {
        if (declared.Stance == Stance.Undisclosed && Stance is not (Stance.Silent or Stance.Undisclosed))
        {
            return this;
        }

        if (declared.Stance == Stance.Silent)
        {
            return Silent with { Disputed = declared.Disputed, Events = declared.Basis, Possible = Possible };
        }

        if (declared.Stance == Stance && declared.Condition == Condition)
        {
            return this with
            {
                Certainty = declared.Certainty < Certainty ? declared.Certainty : Certainty,
                Disputed = Disputed && declared.Disputed,
                Provisional = Provisional && declared.Provisional,
                Events = EventsAnd(declared.Basis),
            };
        }

        return new Cell(
            declared.Stance, declared.Condition, declared.Day, declared.Certainty, declared.Disputed, declared.Provisional, declared.Basis, Possible);
    }

    /// <summary>
    /// An event adds itself while it is applied, and never later: if it is there already, it is the last, and by the very text
    /// of its id. Nearly every cell asks, and to compare texts is to fetch them.
    /// </summary>
    private ValueList<EventId> EventsAnd(ValueList<EventId> basis)
    {
        if (basis.Count == 1)
        {
            return Events.Count > 0 && ReferenceEquals(Events[^1].Value, basis[0].Value) ? Events : Events.Append(basis[0]);
        }

        var events = Events;
        foreach (var e in basis)
        {
            events = events.With(e);
        }

        return events;
    }

    /// <summary>What this acceptance rests on without one of a whole that it is inside of, unless that of the version brings the same and stands.</summary>
    internal ValueList<EventId> EventsWithout(Cell gone, Cell version)
    {
        var rest = new List<EventId>(Events.Count);
        foreach (var e in Events)
        {
            if (!gone.Events.Contains(e) || (version.Stance == Stance.Accepts && version.Events.Contains(e)))
            {
                rest.Add(e);
            }
        }

        return rest.Count == Events.Count ? Events : rest.ToValueList();
    }
}

/// <summary>A stance that a party may hold already: its date lies somewhere from <paramref name="From"/> to <paramref name="To"/>.</summary>
/// <param name="Stance">The stance.</param>
/// <param name="From">The first day on which it may have been declared.</param>
/// <param name="To">The day from which it counts.</param>
/// <param name="Event">The event that declares it.</param>
public sealed record Possibility(Stance Stance, DateOnly From, DateOnly To, EventId Event);

/// <summary>
/// The cells of one subject, one per party in the order in which the parties were introduced. They belong to one state, which
/// changes them in place: nearly every step changes cells, and little else.
/// </summary>
internal sealed class Cells
{
    private Cell[] _cells;

    public Cells()
        : this([])
    {
    }

    private Cells(Cell[] cells) => _cells = cells;

    public Cell this[int party]
    {
        get => party < _cells.Length ? _cells[party] : Cell.Silent;
        set
        {
            if (party >= _cells.Length)
            {
                var known = _cells.Length;
                Array.Resize(ref _cells, party + 1);
                Array.Fill(_cells, Cell.Silent, known, party - known);
            }

            _cells[party] = value;
        }
    }

    /// <summary>The same cells, for a state of their own or to compare with later.</summary>
    public Cells Copy() => new([.. _cells]);

    /// <summary>Takes the cells of others (null: none) in place of its own.</summary>
    public void BecomeCopyOf(Cells? others)
    {
        var cells = others?._cells ?? [];
        if (_cells.Length != cells.Length)
        {
            _cells = new Cell[cells.Length];
        }

        cells.CopyTo(_cells, 0);
    }

    public bool Any(Predicate<Cell> test) => Array.Exists(_cells, test);
}
