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
            var events = Events;
            foreach (var e in declared.Basis)
            {
                events = events.With(e);
            }

            return this with
            {
                Certainty = declared.Certainty < Certainty ? declared.Certainty : Certainty,
                Disputed = Disputed && declared.Disputed,
                Provisional = Provisional && declared.Provisional,
                Events = events,
            };
        }

        return new Cell(
            declared.Stance, declared.Condition, declared.Day, declared.Certainty, declared.Disputed, declared.Provisional, declared.Basis, Possible);
    }

    /// <summary>What this acceptance rests on without one of a whole that it is inside of, unless that of the version brings the same and stands.</summary>
    internal ValueList<EventId> EventsWithout(Cell gone, Cell version)
    {
        ValueList<EventId> rest = [];
        foreach (var e in Events)
        {
            rest = !gone.Events.Contains(e) || (version.Stance == Stance.Accepts && version.Events.Contains(e)) ? rest.With(e) : rest;
        }

        return rest;
    }
}

/// <summary>A stance that a party may hold already: its date lies somewhere from <paramref name="From"/> to <paramref name="To"/>.</summary>
/// <param name="Stance">The stance.</param>
/// <param name="From">The first day on which it may have been declared.</param>
/// <param name="To">The day from which it counts.</param>
/// <param name="Event">The event that declares it.</param>
public sealed record Possibility(Stance Stance, DateOnly From, DateOnly To, EventId Event);

/// <summary>A cell after something happened to it. <paramref name="with"/> is what; passed along, so that no closure is made.</summary>
internal delegate Cell CellChange<T>(Cell cell, in T with);

/// <summary>One cell per party, in the order in which the parties were introduced. Immutable.</summary>
internal readonly struct Cells
{
    private readonly Cell[]? _cells;

    private Cells(Cell[] cells) => _cells = cells;

    public Cell this[int party] => _cells is { } cells && party < cells.Length ? cells[party] : Cell.Silent;

    /// <summary>True when it is the very same list, and so has the same cells.</summary>
    public bool IsVery(Cells other) => ReferenceEquals(_cells, other._cells);

    public Cells With(int party, Cell cell)
    {
        var copy = Copy(party + 1);
        copy[party] = cell;
        return new(copy);
    }

    /// <summary>These cells with those of some parties changed.</summary>
    public Cells With<T>(ReadOnlySpan<int> parties, in T with, CellChange<T> change)
    {
        var atLeast = 0;
        foreach (var party in parties)
        {
            atLeast = Math.Max(atLeast, party + 1);
        }

        var copy = Copy(atLeast);
        foreach (var party in parties)
        {
            copy[party] = change(copy[party], in with);
        }

        return new(copy);
    }

    public bool Any(Func<Cell, bool> test) => _cells is { } cells && Array.Exists(cells, cell => test(cell));

    private Cell[] Copy(int atLeast)
    {
        var size = Math.Max(_cells?.Length ?? 0, atLeast);
        var copy = new Cell[size];
        _cells?.CopyTo(copy, 0);
        for (var i = _cells?.Length ?? 0; i < size; i++)
        {
            copy[i] = Cell.Silent;
        }

        return copy;
    }
}
