namespace NegotiationSim.Domain.Tests;

/// <summary>What is read off the oracle's state, and off the state under test, in the same words.</summary>
internal sealed partial class Oracle
{
    // What is read off.

    private List<string> Required => _mustAgree.Count > 0 ? [.. _mustAgree.Select(p => p.Value)] : [.. _order.Where(p => _roles[p] == PartyRole.Principal)];

    private string StatusOf(string point)
    {
        var version = point.Split('/')[0];
        var fate = _fates.GetValueOrDefault(version);
        var accepting = Required.Count(p => Cell(point, p).Stance == Stance.Accepts);
        return fate == "Superseded" ? "Superseded"
            : _flags.Contains(("dropped", point)) || fate is "Lapsed" or "Withdrawn" ? "Dropped"
            : _flags.Contains(("set aside", point)) ? "SetAside"
            : Required.Any(Against) ? "Contested"
            : Required.Count > 0 && accepting == Required.Count ? "Agreed"
            : accepting >= 2 && !_order.Any(Against) ? "PartlyAgreed"
            : _flags.Contains(("taken up", point)) || _flags.Contains(("bracketed", point)) || _order.Any(p => Cell(point, p).Stance != Stance.Silent) ? "UnderDiscussion"
            : _flags.Contains(("tabled", version)) ? "Tabled" : "NotTabled";

        bool Against(string party) => Cell(point, party).Stance is Stance.Rejects or Stance.ObjectsToWording;
    }

    private bool IsProvisional(string point) =>
        StatusOf(point) is "Agreed" or "PartlyAgreed" && Required.Any(p => Cell(point, p).Provisional);

    private string VersionStatusOf(string version) =>
        _fates.GetValueOrDefault(version)
        ?? (Required.Count > 0 && Required.All(p => Cell(version, p).Stance == Stance.Accepts) ? "Agreed"
            : _flags.Contains(("tabled", version)) ? "Tabled" : "Drafted");

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
