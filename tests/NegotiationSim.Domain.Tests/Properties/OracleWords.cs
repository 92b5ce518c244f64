namespace NegotiationSim.Domain.Tests;

/// <summary>The oracle's state and the state under test, in the same words.</summary>
internal sealed partial class Oracle
{
    private string Describe() => Describe(
        _talks,
        Required.Order(StringComparer.Ordinal), // a set: who spoke first has no meaning
        _points.Select(p => (p, StatusOf(p), IsProvisional(p))),
        _versions.Select(v => (v, VersionStatusOf(v))),
        _cells.Select(c => (c.Key.Subject, c.Key.Party, c.Value)),
        _sets.Values.Select(s => $"{s.Id} {_setOf[s.Id.Value].Declared.Party} {_setOf[s.Id.Value].Declared.Stance} {s.Version} {s.AtLeast} {s.AtMost} {s.Except} {_setOf[s.Id.Value].Events}"),
        _meetings.Select(m => $"{m.Key} {m.Value}"),
        _deadlines.Select(d => $"{d.Key} {d.Value}"));

    /// <summary>The state under test in the same words.</summary>
    public static string Describe(State state)
    {
        var parties = state.Parties.Select(p => p.Id).ToList();
        IEnumerable<(string Subject, string Party, Cell Cell)> cells = state.Points.Keys.SelectMany(id => parties.Select(p => (id.Value, p.Value, state.CellOf(id, p))))
            .Concat(state.Versions.Keys.SelectMany(id => parties.Select(p => (id.Value, p.Value, state.CellOf(id, p)))))
            .Concat(state.Issues.Keys.SelectMany(id => parties.Select(p => ($"issue {id}", p.Value, state.CellOf(id, p)))));
        return Describe(
            state.Talks.ToString(),
            state.Required.Select(p => p.Value).Order(StringComparer.Ordinal),
            state.Points.Values.Select(p => (p.Id.Value, state.StatusOf(p).ToString(), state.IsProvisional(p))),
            state.Versions.Values.Select(v => (v.Id.Value, state.StatusOf(v).ToString())),
            cells.Select(c => (c.Subject, c.Party, new OracleCell(
                c.Cell.Stance,
                c.Cell.Condition,
                c.Cell.Since,
                c.Cell.Certainty,
                c.Cell.Disputed,
                c.Cell.Provisional,
                string.Join(' ', c.Cell.Events),
                string.Concat(c.Cell.Possible.Select(p => $"{p.Stance}:{p.From:O}:{p.To:O}:{p.Event} "))))),
            state.Unnamed.Values.Select(s => $"{s.Id} {s.Party} {s.Stance} {s.Version} {s.AtLeast} {s.AtMost} {s.Except} {string.Join(' ', s.Events)}"),
            state.Meetings.Values.Select(m => $"{m.Id} {m.Status} {m.For} {m.Disputed}"),
            state.Deadlines.Values.Select(d => $"{d.Id} {d.Status} {d.For}"));
    }

    private static string Describe(
        string talks,
        IEnumerable<string> required,
        IEnumerable<(string Id, string Status, bool Provisional)> points,
        IEnumerable<(string Id, string Status)> versions,
        IEnumerable<(string Subject, string Party, OracleCell Cell)> cells,
        IEnumerable<string> sets,
        IEnumerable<string> meetings,
        IEnumerable<string> deadlines) =>
        string.Join('\n', new[] { $"talks {talks}", $"required {string.Join(' ', required)}" }
            .Concat(points.Select(p => $"point {p.Id} {p.Status}{(p.Provisional ? " provisionally" : "")}").Order(StringComparer.Ordinal))
            .Concat(versions.Select(v => $"version {v.Id} {v.Status}").Order(StringComparer.Ordinal))
            .Concat(cells.Where(c => c.Cell != Silent).Select(c => $"cell {c.Subject} {c.Party} {c.Cell}").Order(StringComparer.Ordinal))
            .Concat(sets.Select(s => $"set {s}").Order(StringComparer.Ordinal))
            .Concat(meetings.Select(m => $"meeting {m}").Order(StringComparer.Ordinal))
            .Concat(deadlines.Select(d => $"deadline {d}").Order(StringComparer.Ordinal)));
}
