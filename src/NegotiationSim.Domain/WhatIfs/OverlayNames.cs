namespace NegotiationSim.Domain;

/// <summary>
/// The names in a what-if: what is named exists, what is brought is new, and no event follows from itself.
/// </summary>
internal sealed class OverlayNames(WhatIf whatIf, Timeline basis, IReadOnlyList<EditedEvent> edited, List<WhatIfFault> faults)
{
    public void Check()
    {
        RefuseSameIds();
        RefuseUnknownNames();
        RefuseSecondIntroductions();
        RefuseCircles();
    }

    /// <summary>The ids that rules make must be free, whichever of them fires.</summary>
    private void RefuseSameIds()
    {
        var taken = new Dictionary<EventId, string>();
        for (var i = 0; i < whatIf.Rules.Count; i++)
        {
            for (var j = 0; j < whatIf.Rules[i].Then.Count; j++)
            {
                var at = $"rules[{i}].then[{j}].event.id";
                var id = whatIf.Rules[i].Then[j].Event.Id;
                if (!taken.TryAdd(id, at))
                {
                    faults.Add(new(at, $"'{id}' is the id at {taken[id]} already; expected one of its own"));
                }
                else if (Made(whatIf.Rules[i], id).FirstOrDefault(m => basis.Ledger.Find(m) is not null || basis.Find(m) is not null || edited.Any(e => e.Id == m)) is { Value: not null } other)
                {
                    faults.Add(new(at, $"the rule makes '{other}', which is an event already; expected an id of its own"));
                }
            }
        }
    }

    private static IEnumerable<EventId> Made(ConsequenceRule rule, EventId id) =>
        Enumerable.Range(1, Math.Clamp(rule.AtMost, 1, Limits.Firings)).Select(n => Consequences.IdOf(id, n));

    /// <summary>What inserted events and rules name must exist in the base, in another insertion or in what a rule makes.</summary>
    private void RefuseUnknownNames()
    {
        var inserted = whatIf.Edits.SelectMany(e => new[] { e.Insert, e.With }).OfType<NegotiationEvent>().ToList();
        var followed = whatIf.Rules.SelectMany(r => r.Then.Select(t => (Rule: r, t.Event))).ToList();
        var brought = References.IntroducedBy(inserted.Concat(followed.Select(f => f.Event))).ToHashSet();
        brought.UnionWith(inserted.Select(e => (typeof(EventId), e.Id.Value)));
        brought.UnionWith(followed.SelectMany(f => Made(f.Rule, f.Event.Id)).Select(id => (typeof(EventId), id.Value)));
        for (var i = 0; i < whatIf.Edits.Count; i++)
        {
            InEvent($"edits[{i}].insert", whatIf.Edits[i].Insert);
            InEvent($"edits[{i}].with", whatIf.Edits[i].With);
        }

        for (var i = 0; i < whatIf.Rules.Count; i++)
        {
            var rule = whatIf.Rules[i];
            InMatch($"rules[{i}].when", rule.When);
            for (var j = 0; j < rule.While.Count; j++)
            {
                var at = $"rules[{i}].while[{j}]";
                Name($"{at}.point", rule.While[j].Point);
                Name($"{at}.version", rule.While[j].Version);
                Name($"{at}.issue", rule.While[j].Issue);
                Name($"{at}.party", rule.While[j].Party);
            }

            for (var j = 0; j < rule.Then.Count; j++)
            {
                InEvent($"rules[{i}].then[{j}].event", rule.Then[j].Event);
            }
        }

        void InEvent(string at, NegotiationEvent? e)
        {
            foreach (var reference in e is null ? [] : References.Of(e))
            {
                if (!reference.Introduces)
                {
                    Check($"{at}.{reference.Member}", reference.Kind, reference.Name);
                }
            }
        }

        void InMatch(string at, EventMatch? match)
        {
            Name($"{at}.event", match?.Event);
            Name($"{at}.party", match?.Party);
            Name($"{at}.point", match?.Point);
            Name($"{at}.version", match?.Version);
            Name($"{at}.issue", match?.Issue);
        }

        void Name<T>(string at, T? name)
            where T : struct, IIdentifier<T>
        {
            if (name is { } n)
            {
                Check(at, typeof(T), n.Value);
            }
        }

        // Meetings and deadlines exist from the first event that names them.
        void Check(string at, Type kind, string name)
        {
            var exists = kind == typeof(MeetingId) || kind == typeof(DeadlineId) || brought.Contains((kind, name))
                || (kind == typeof(EventId) ? basis.Ledger.Find(new(name)) is not null || basis.Find(new(name)) is not null : basis.Brings(kind, name));
            if (!exists)
            {
                var names = kind == typeof(EventId) ? basis.Events.Select(e => e.Id.Value) : basis.NamesOf(kind);
                faults.Add(new(at, $"there is no {(kind == typeof(SetId) ? "unnamed set" : kind.Name[..^2].ToLowerInvariant())} '{name}'{OverlayReading.Suggestion(name, names.Concat(brought.Where(b => b.Item1 == kind).Select(b => b.Item2)))}"));
            }
        }
    }

    /// <summary>Causes must not go round in a circle; only an event with other causes can close one.</summary>
    private void RefuseCircles()
    {
        var afterwards = edited.ToDictionary(e => e.Id, e => e.After?.Event);
        foreach (var edit in edited.Where(e => e.After is { } after && after.Event.Because != (e.Before?.Event.Because ?? [])))
        {
            if (FollowsFromItself(edit.Id))
            {
                faults.Add(new($"edits[{edit.Edit}]", $"'{edit.Id}' would follow from itself: the events that follow from each other go round in a circle"));
            }
        }

        bool FollowsFromItself(EventId id)
        {
            var seen = new HashSet<EventId>();
            var causes = new Stack<EventId>(CausesOf(id));
            while (causes.TryPop(out var cause))
            {
                if (cause == id)
                {
                    return true;
                }

                foreach (var further in seen.Add(cause) ? CausesOf(cause) : [])
                {
                    causes.Push(further);
                }
            }

            return false;
        }

        ValueList<EventId> CausesOf(EventId id) => (afterwards.TryGetValue(id, out var after) ? after : basis.Find(id)?.Event)?.Because ?? [];
    }

    /// <summary>Versions, unnamed sets and packages come once, unless the event that brings them is edited away.</summary>
    private void RefuseSecondIntroductions()
    {
        var ids = edited.Select(e => e.Id).ToHashSet();
        var brought = new Dictionary<(Type Kind, string Name), EventId>();
        foreach (var edit in edited.Where(e => e.After is not null))
        {
            foreach (var name in Once(edit.After!.Event).Except(edit.Before is { } before ? Once(before.Event) : []))
            {
                Bring(name, edit.Id, $"edits[{edit.Edit}]");
            }
        }

        for (var i = 0; i < whatIf.Rules.Count; i++)
        {
            for (var j = 0; j < whatIf.Rules[i].Then.Count; j++)
            {
                foreach (var name in Once(whatIf.Rules[i].Then[j].Event))
                {
                    Bring(name, whatIf.Rules[i].Then[j].Event.Id, $"rules[{i}].then[{j}]");
                    if (whatIf.Rules[i].AtMost > 1)
                    {
                        faults.Add(new($"rules[{i}].atMost", $"expected 1: '{name.Name}' can be introduced once"));
                    }
                }
            }
        }

        void Bring((Type Kind, string Name) name, EventId id, string at)
        {
            var other = basis.Naming(name.Kind, name.Name).FirstOrDefault(e => !ids.Contains(e.Id) && Once(e.Event).Contains(name))?.Id
                ?? edited.FirstOrDefault(e => e.Id != id && e.Before is not null && e.After is not null && Once(e.Before.Event).Contains(name) && Once(e.After.Event).Contains(name))?.Id;
            if (!brought.TryAdd(name, id))
            {
                other = brought[name];
            }

            if (other is not null)
            {
                faults.Add(new(at, $"'{name.Name}' is introduced already, by '{other}'"));
            }
        }

        static IEnumerable<(Type Kind, string Name)> Once(NegotiationEvent e) =>
            References.IntroducedBy([e]).Where(n => n.Kind == typeof(VersionId) || n.Kind == typeof(SetId) || n.Kind == typeof(PackageId));
    }
}
