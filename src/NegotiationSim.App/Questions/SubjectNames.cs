using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>The names that a question gives for what it is about; null: not given.</summary>
public sealed record SubjectNames(string? Point = null, string? Issue = null, string? Version = null, string? Party = null, string? Meeting = null, string? Event = null)
{
    /// <summary>The point, version or issue that is named.</summary>
    /// <exception cref="BadQuestion">None is named, more than one, or one that no event names.</exception>
    public (SubjectKind Kind, string Id) OneIn(Timeline timeline)
    {
        (SubjectKind, string)?[] given =
        [
            In<PointId>(timeline, Point, "point") is { } p ? (SubjectKind.Point, p.Value) : null,
            In<VersionId>(timeline, Version, "version") is { } v ? (SubjectKind.Version, v.Value) : null,
            In<IssueId>(timeline, Issue, "issue") is { } i ? (SubjectKind.Issue, i.Value) : null,
        ];
        return given.Count(g => g is not null) == 1
            ? given.First(g => g is not null)!.Value
            : throw new BadQuestion("point", "Name exactly one of `point`, `version`, `issue`.");
    }

    /// <summary>A name, once an event recorded or supposed on the timeline is known to have it; null when none is given.</summary>
    /// <exception cref="BadQuestion">No event has such a name.</exception>
    public static T? In<T>(Timeline timeline, string? name, string parameter)
        where T : struct, IIdentifier<T>
    {
        if (name is null)
        {
            return null;
        }

        var known = new HashSet<string>();
        foreach (var e in timeline.Ledger.Events.Concat(timeline.WhatIf is null ? [] : timeline.Events.Concat(timeline.Undated).Select(entry => entry.Event)))
        {
            if (typeof(T) == typeof(EventId))
            {
                known.Add(e.Id.Value);
                continue;
            }

            foreach (var reference in References.Of(e))
            {
                if (reference.Kind == typeof(T))
                {
                    known.Add(reference.Name);
                }
            }
        }

        if (known.Contains(name))
        {
            return T.Of(name);
        }

        var hint = Nearest.Of(name, known) is { } near ? $"did you mean '{near}'?"
            : known.Count is > 0 and <= 40 ? $"there are {string.Join(", ", known.Order(StringComparer.Ordinal))}"
            : $"see 'negsim {(typeof(T) == typeof(EventId) ? "replay" : "state")}' for those there are";
        throw new BadQuestion(parameter, $"{timeline.Ledger.Negotiation} has no {parameter} '{name}': {hint}", isUnknownName: true);
    }
}
