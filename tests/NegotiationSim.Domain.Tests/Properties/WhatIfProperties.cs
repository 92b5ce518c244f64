namespace NegotiationSim.Domain.Tests;

/// <summary>Invariant 4 and what follows from it, against a naive fork: build the edited list, sort, fold.</summary>
public sealed class WhatIfProperties
{
    [Fact]
    public void The_steps_states_and_conflicts_of_what_ifs_on_what_ifs_are_those_of_a_fold_from_the_start() =>
        Each((basis, whatIf, naive) =>
        {
            var timeline = basis.Replayed(whatIf).Timeline;
            var steps = naive.Steps();
            NaiveFork.Words(timeline.Steps.ToArray()).ShouldBe(NaiveFork.Words(steps));
            timeline.Undated.Select(NaiveFork.Words).ShouldBe(
                naive.Entries.Where(e => !e.Event.Occurred.IsKnown).OrderBy(e => (e.Event.Order, e.Known)).ThenBy(e => e.Id.Value, StringComparer.Ordinal).Select(NaiveFork.Words));
            naive.Entries.ShouldAllBe(e => NaiveFork.Words(timeline.Find(e.Id)!) == NaiveFork.Words(e));

            var states = NaiveFork.States(steps);
            foreach (var count in Enumerable.Range(0, states.Count).Reverse())
            {
                Oracle.Describe(timeline.StateBefore(count)).ShouldBe(states[count]);
            }

            foreach (var day in Boundaries(timeline))
            {
                Oracle.Describe(timeline.On(day)).ShouldBe(states[steps.Count(s => s.Day <= day)]);
            }

            timeline.Conflicts.ShouldBe(naive.Conflicts(timeline));
        });

    [Fact]
    public void The_base_is_unchanged_and_before_the_fork_both_agree() =>
        Each((basis, whatIf, _) =>
        {
            var before = All(basis);
            var timeline = basis.Replayed(whatIf with { Policy = ConflictPolicy.Drop }).Timeline;
            timeline.Conflicts.Count().ShouldBeGreaterThanOrEqualTo(0);
            Difference.Of(basis, timeline).Subjects.ShouldAllBe(s => s.Spans[0].From >= whatIf.Fork);
            All(basis).ShouldBe(before);
            foreach (var day in Boundaries(basis).Concat(Boundaries(timeline)).Append(whatIf.Fork.AddDays(-1)).Where(d => d < whatIf.Fork))
            {
                Oracle.Describe(timeline.On(day)).ShouldBe(Oracle.Describe(basis.On(day)));
            }

            static List<string> All(Timeline timeline) =>
            [
                .. NaiveFork.Words(timeline), .. timeline.Conflicts.Select(c => c.ToString()), .. NaiveFork.States(timeline.Steps.ToArray()),
                Oracle.Describe(timeline.StateBefore(timeline.Steps.Length)),
            ];
        });

    [Fact]
    public void The_order_of_edits_does_not_matter() =>
        Each((basis, whatIf, _) =>
            NaiveFork.Words(basis.Replayed(whatIf with { Edits = whatIf.Edits.Reverse().ToValueList() }).Timeline).ShouldBe(NaiveFork.Words(basis.Replayed(whatIf).Timeline)));

    [Fact]
    public void Removing_what_was_inserted_and_retiming_back_is_nothing() =>
        Each((basis, whatIf, _) =>
        {
            var there = whatIf with { Edits = whatIf.Edits.Where(e => e.Insert is not null || e.Retime is not null).ToValueList() };
            var back = there with
            {
                Name = new("back"),
                Edits = there.Edits.Select(e => e.Insert is { } inserted
                    ? new Edit { Why = "back", Remove = new EventMatch { Event = inserted.Id } }
                    : new Edit { Why = "back", Retime = e.Retime, To = basis.Find(e.Retime!.Event!.Value)!.Event.Occurred }).ToValueList(),
            };
            var returned = basis.Replayed(there).Timeline.Replayed(back).Timeline;
            NaiveFork.Words(returned).ShouldBe(NaiveFork.Words(basis));
            returned.StepsSharedWith(basis).ShouldBe(basis.Steps.Length);
            returned.Conflicts.ShouldBe(basis.Conflicts);
            Difference.Of(basis, returned).ShouldBe(Nothing);
            Difference.Of(returned, basis).ShouldBe(Nothing);
        });

    [Fact]
    public void A_difference_is_what_comparing_the_states_day_by_day_finds() =>
        Each((basis, whatIf, _) =>
        {
            var timeline = basis.Replayed(whatIf).Timeline;
            Difference.Of(timeline, timeline).ShouldBe(Nothing);
            var (there, back) = (Difference.Of(basis, timeline), Difference.Of(timeline, basis));
            Mirrored(there).ShouldBe(back);
            back.OnlyInA.ShouldBe(timeline.Events.Concat(timeline.Undated).Select(e => e.Id).Where(id => basis.Find(id) is null), ignoreOrder: true);
            back.OnlyInB.ShouldBe(basis.Events.Concat(basis.Undated).Select(e => e.Id).Where(id => timeline.Find(id) is null), ignoreOrder: true);

            foreach (var day in Boundaries(basis).Concat(Boundaries(timeline)).Distinct())
            {
                var (a, b) = (Standings(basis.On(day)), Standings(timeline.On(day)));
                var differing = a.Keys.Union(b.Keys).Where(s => a.GetValueOrDefault(s) != b.GetValueOrDefault(s)).ToList();
                there.Subjects.Where(s => s.Spans.Any(d => d.Covers(day))).Select(s => s.Subject).ShouldBe(differing, ignoreOrder: true);
                foreach (var (subject, span) in there.Subjects.SelectMany(s => s.Spans.Where(d => d.Covers(day)).Select(d => (s.Subject, d))))
                {
                    (Word(span.A), Word(span.B)).ShouldBe((a.GetValueOrDefault(subject), b.GetValueOrDefault(subject)));
                }

                var (partsA, partsB) = (Parts(basis.On(day)), Parts(timeline.On(day)));
                there.Parts.Where(p => p.Spans.Any(d => d.Covers(day))).Select(p => p.Part).ShouldBe(
                    partsA.Keys.Union(partsB.Keys).Where(p => partsA.GetValueOrDefault(p) != partsB.GetValueOrDefault(p)), ignoreOrder: true);
            }

            foreach (var part in there.Parts)
            {
                part.Spans.ShouldAllBe(s => s.InWhat.Count > 0 && s.A != s.B);
                part.Spans.Zip(part.Spans.Skip(1)).ShouldAllBe(p => p.First.To <= p.Second.From && !(p.First.To == p.Second.From && p.First.A == p.Second.A && p.First.B == p.Second.B));
            }

            foreach (var subject in there.Subjects)
            {
                for (var i = 1; i < subject.Spans.Count; i++)
                {
                    var (last, next) = (subject.Spans[i - 1], subject.Spans[i]);
                    (last.To <= next.From).ShouldBeTrue();
                    (last.To == next.From && Word(last.A) == Word(next.A) && Word(last.B) == Word(next.B)).ShouldBeFalse("two spans that are one");
                }
            }
        });

    [Fact]
    public void Any_two_timelines_share_the_steps_that_say_the_same() =>
        GenerateWhatIfs.Forks.Sample((ledger, whatIfs) =>
        {
            var timelines = new List<Timeline> { Timeline.Of(ledger), Timeline.Of(ledger, Generate.FirstDay.AddDays(8)) };
            Fork(timelines[0], whatIfs, (_, _, replay) => timelines.Add(replay.Timeline));
            foreach (var a in timelines)
            {
                foreach (var b in timelines)
                {
                    var (wordsA, wordsB) = (NaiveFork.Words(a.Steps.ToArray()).ToList(), NaiveFork.Words(b.Steps.ToArray()).ToList());
                    a.StepsSharedWith(b).ShouldBe(wordsA.Zip(wordsB).TakeWhile(p => p.First == p.Second).Count());
                    Mirrored(Difference.Of(a, b)).ShouldBe(Difference.Of(b, a));
                }
            }
        }, iter: 60, print: Print);

    [Fact]
    public void As_known_by_any_day_the_edits_are_made_as_far_as_they_would_be_known() =>
        GenerateWhatIfs.Fork.Sample((ledger, seed) =>
        {
            var basis = Timeline.Of(ledger);
            if (GenerateWhatIfs.On(basis, seed.Edits, seed.Seed) is not { } whatIf)
            {
                return;
            }

            var overlay = basis.Replayed(whatIf).Overlay;
            var edited = overlay.Edited.ToDictionary(e => e.Id);
            foreach (var knownBy in Generate.DaysOfKnowledge(ledger))
            {
                var known = Timeline.Of(ledger, knownBy);
                var expected = known.Events.Concat(known.Undated).Where(e => !edited.ContainsKey(e.Id))
                    .Concat(edited.Values.Where(e => e.After?.Known <= knownBy).Select(e => e.After!));
                var actual = overlay.On(known);
                actual.Events.Concat(actual.Undated).Select(NaiveFork.Words).ShouldBe(expected.Select(NaiveFork.Words), ignoreOrder: true);
                actual.KnownBy.ShouldBe(knownBy);
            }
        }, iter: 60, print: s => Printed.Ledger(s.Item1));

    [Fact]
    public void Dropping_is_leaving_out_what_depends_on_the_edited_then_the_first_odd_event_with_its_dependents_until_none_is_odd() =>
        Each((basis, whatIf, naive) =>
        {
            var supposed = naive.Entries.Where(e => basis.Find(e.Id) != e).Select(e => e.Id).ToHashSet();
            var left = FollowEdits(basis, whatIf, naive, MayGo);
            var old = basis.Conflicts.Select(c => (c.Rule, c.Event)).ToHashSet();
            while (true)
            {
                var rest = naive.Without(left);
                var timeline = basis.Replayed(whatIf).Timeline.Without(left);
                var odd = rest.Conflicts(timeline).FirstOrDefault(c => !old.Contains((c.Rule, c.Event)) && MayGo(rest.Entries.Single(e => e.Id == c.Event)));
                if (odd is null)
                {
                    break;
                }

                var leaving = rest.Entries.Single(e => e.Id == odd.Event);
                left.Add(odd.Event);
                left.UnionWith(rest.Without(left).DependOn([leaving], [], supposed, MayGo));
            }

            var replay = basis.Replayed(whatIf with { Policy = ConflictPolicy.Drop });
            replay.Dropped.Select(d => d.Event).ShouldBe(left, ignoreOrder: true);
            NaiveFork.Words(replay.Timeline.Steps.ToArray()).ShouldBe(NaiveFork.Words(naive.Without(left).Steps()));
            replay.Conflicts.Where(c => MayGo(replay.Timeline.Find(c.Conflict.Event)!)).ShouldBeEmpty();

            bool MayGo(TimelineEvent e) => !GenerateWhatIfs.IsAmendment(e.Event) && (!e.Event.Occurred.IsKnown || e.Event.Occurred.First >= whatIf.Fork);
        });

    [Fact]
    public void What_is_offered_is_what_dropping_leaves_out_with_what_stands_and_what_is_because_of_a_replaced_event() =>
        Each((basis, whatIf, naive) =>
        {
            var left = FollowEdits(basis, whatIf, naive, MayGo);
            var replay = basis.Replayed(whatIf);
            var offered = replay.Dependents.Select(d => d.Event).ToHashSet();
            left.ShouldBeSubsetOf(offered);
            var removed = whatIf.Edits.Where(e => e.Remove is not null).Select(e => e.Remove!.Event!.Value).ToHashSet();
            var replaced = whatIf.Edits.Where(e => e.Replace is not null).Select(e => e.Replace!.Event!.Value).ToHashSet();
            foreach (var dependent in replay.Dependents)
            {
                var entry = replay.Timeline.Find(dependent.Event)!;
                (left.Contains(dependent.Event) || !MayGo(entry) || (replaced.Contains(dependent.On) && entry.Event.Because.Contains(dependent.On))).ShouldBeTrue();
                (removed.Contains(dependent.Root) || replaced.Contains(dependent.Root)).ShouldBeTrue();

                // The chain leads to its root.
                var on = dependent;
                for (var i = 0; on.On != dependent.Root; i++)
                {
                    on = replay.Dependents.Single(d => d.Event == on.On);
                    i.ShouldBeLessThan(1_000);
                }
            }

            bool MayGo(TimelineEvent e) => !GenerateWhatIfs.IsAmendment(e.Event) && (!e.Event.Occurred.IsKnown || e.Event.Occurred.First >= whatIf.Fork);
        });

    /// <summary>What depends on what the edits of a what-if take away, by the naive list.</summary>
    private static HashSet<EventId> FollowEdits(Timeline basis, WhatIf whatIf, NaiveFork naive, Func<TimelineEvent, bool> mayGo)
    {
        var removed = whatIf.Edits.Where(e => e.Remove is not null).Select(e => basis.Find(e.Remove!.Event!.Value)!).ToList();
        var lost =
            from edit in whatIf.Edits
            where edit.Replace is not null
            let entry = basis.Find(edit.Replace!.Event!.Value)!
            from what in NaiveFork.Brings(entry.Event).Except(NaiveFork.Brings(edit.With!))
            select (entry, what);
        var supposed = whatIf.Edits.Select(e => (e.Insert ?? e.With)?.Id ?? (e.Retime ?? e.Remove)!.Event!.Value).ToHashSet();
        return naive.DependOn(removed, [.. lost], supposed, mayGo);
    }

    [Fact]
    public void Consequences_are_events_of_the_timeline_after_their_trigger_and_the_same_each_time() =>
        Each((basis, whatIf, _) =>
        {
            whatIf = whatIf with
            {
                Rules =
                [
                    Rule("a", new EventMatch { Party = new("RUS") }, [], new Consequence { Event = Stance("UKR", Domain.Stance.Rejects, "V/1", "a"), AfterDays = 1 }),
                    Rule(
                        "b",
                        new EventMatch { Type = "stance-declared", Party = new("UKR") },
                        [new StateCondition { Point = new("V/1"), Statuses = ["contested"] }],
                        new Consequence { Event = Stance("EU", Domain.Stance.Accepts, "V/2", "b") }),
                ],
            };
            var (one, two) = (basis.Replayed(whatIf), basis.Replayed(whatIf));
            NaiveFork.Words(one.Timeline).ShouldBe(NaiveFork.Words(two.Timeline));
            one.Firings.GroupBy(f => f.Rule).ShouldAllBe(g => g.Count() <= 4);
            var order = one.Timeline.Events.Select((e, i) => (e.Id, i)).ToDictionary(e => e.Id, e => e.i);
            foreach (var firing in one.Firings)
            {
                var trigger = one.Timeline.Find(firing.Trigger!.Value)!;
                whatIf.Rules[firing.Rule].When!.Matches(trigger.Event).ShouldBeTrue();
                foreach (var follows in firing.Events)
                {
                    order[follows.Id].ShouldBeGreaterThan(order[firing.Trigger.Value]);
                    follows.Event.Because.ShouldContain(firing.Trigger.Value);
                    follows.Day.ShouldBe(trigger.Day.AddDays(whatIf.Rules[firing.Rule].Then[0].AfterDays));
                }

                var state = one.Timeline.StateBefore(one.Timeline.Steps.ToArray().ToList().FindIndex(s => !s.IsPossible && s.Entry.Id == firing.Trigger) + 1);
                whatIf.Rules[firing.Rule].While.ShouldAllBe(c => c.Holds(state));
            }

            one.Timeline.Conflicts.ShouldBe(NaiveFork.Of(one.Timeline).Conflicts(one.Timeline));

            ConsequenceRule Rule(string name, EventMatch when, StateCondition[] conditions, Consequence then) =>
                new() { Name = $"{name}-{whatIf.Name}", Why = "x", When = when, While = conditions.ToValueList(), AtMost = 4, Then = [then with { Event = then.Event with { Id = new($"{name}-{whatIf.Name}") } }] };

            static StanceDeclared Stance(string party, Stance stance, string point, string id) =>
                new() { Id = new(id), Occurred = When.Unknown, Party = new(party), Stance = stance, Points = [new(point)] };
        });

    private static readonly Difference Nothing = new([], [], [], [], [], []);

    /// <summary>Runs over random what-ifs on what-ifs: the base, the what-if, and the naive list with its edits.</summary>
    private static void Each(Action<Timeline, WhatIf, NaiveFork> check) =>
        GenerateWhatIfs.Forks.Sample((ledger, whatIfs) => Fork(Timeline.Of(ledger), whatIfs, (basis, whatIf, _) => check(basis, whatIf, NaiveFork.Of(basis).With(whatIf))), iter: 60, print: Print);

    private static void Fork(Timeline basis, (int Edits, int Seed)[] whatIfs, Action<Timeline, WhatIf, WhatIfReplay> each)
    {
        foreach (var (edits, seed) in whatIfs)
        {
            if (GenerateWhatIfs.On(basis, edits, seed, $"supposed-{basis.WhatIf}") is not { } whatIf)
            {
                return;
            }

            var replay = basis.Replayed(whatIf);
            each(basis, whatIf, replay);
            basis = replay.Timeline;
        }
    }

    private static string Print((Ledger Ledger, (int Edits, int Seed)[] WhatIfs) fork)
    {
        var told = new List<string> { Printed.Ledger(fork.Ledger) };
        Fork(Timeline.Of(fork.Ledger), fork.WhatIfs, (_, whatIf, _) => told.Add(System.Text.Json.JsonSerializer.Serialize(whatIf, DomainJson.Options)));
        return string.Join('\n', told);
    }

    private static Difference Mirrored(Difference d) => new(
        d.Subjects.Select(s => s with { Spans = s.Spans.Select(p => p with { A = p.B, B = p.A }).ToValueList() }).ToValueList(),
        d.Parts.Select(s => s with { Spans = s.Spans.Select(p => p with { A = p.B, B = p.A }).ToValueList() }).ToValueList(),
        d.OnlyInB,
        d.OnlyInA,
        d.Retimed.Select(r => r with { A = r.B, B = r.A }).ToValueList(),
        d.Otherwise);

    /// <summary>The days on which a step is taken, and the days before and after each.</summary>
    private static IEnumerable<DateOnly> Boundaries(Timeline timeline) =>
        timeline.Steps.ToArray().SelectMany(s => new[] { s.Day.AddDays(-1), s.Day, s.Day.AddDays(1) }).Distinct();

    /// <summary>What a state says of its meetings, deadlines, unnamed sets and packages, but for the events they rest on.</summary>
    private static Dictionary<Part, string> Parts(State state)
    {
        var none = default(ValueList<EventId>);
        return state.Meetings.Values.Select(m => (new Part(PartKind.Meeting, m.Id.Value), Text(m with { Events = none })))
            .Concat(state.Deadlines.Values.Select(d => (new Part(PartKind.Deadline, d.Id.Value), Text(d with { Events = none }))))
            .Concat(state.Unnamed.Values.Select(u => (new Part(PartKind.Set, u.Id.Value), Text(u with { Events = none, Since = default, Certainty = default }))))
            .Concat(state.Talks == TalksStatus.NotOpened ? [] : [(Part.Talks, state.Talks.ToString())])
            .Concat(state.Required.Count == 0 ? [] : [(Part.Required, string.Join(' ', state.Required.Select(p => p.Value).Order(StringComparer.Ordinal)))])
            .Concat(state.Packages.Values.Select(p => (new Part(PartKind.Package, p.Package.Id.Value), Text(p with { Event = new("none") }))))
            .ToDictionary();

        static string Text<T>(T part) => System.Text.Json.JsonSerializer.Serialize(part, DomainJson.Options);
    }

    /// <summary>What holds of every subject, in words; one that is silent or not there is left out.</summary>
    private static Dictionary<Subject, string> Standings(State state)
    {
        var standings = new Dictionary<Subject, string>();
        foreach (var point in state.Points.Values)
        {
            standings[Subject.Of(point.Id)] = $"{DomainJson.Text(state.StatusOf(point))} {state.IsProvisional(point)}";
        }

        foreach (var version in state.Versions.Values)
        {
            standings[Subject.Of(version.Id)] = $"{DomainJson.Text(state.StatusOf(version))} False";
        }

        foreach (var party in state.Parties.Select(p => p.Id))
        {
            Put(state.Points.Keys.Select(p => (Subject.Of(p, party), state.CellOf(p, party))));
            Put(state.Versions.Keys.Select(v => (Subject.Of(v, party), state.CellOf(v, party))));
            Put(state.Issues.Keys.Select(i => (Subject.Of(i, party), state.CellOf(i, party))));
        }

        return standings;

        void Put(IEnumerable<(Subject Subject, Cell Cell)> cells)
        {
            foreach (var (subject, cell) in cells.Where(c => Word(c.Cell) is not null))
            {
                standings[subject] = Word(cell)!;
            }
        }
    }

    private static string? Word(Standing? standing) => standing is null ? null : standing.Cell is { } cell ? Word(cell) : $"{standing.Status} {standing.Provisional}";

    private static string? Word(Cell cell)
    {
        var possible = string.Join(' ', cell.Possible.Select(p => $"{p.Stance}:{p.From:O}:{p.To:O}").Order(StringComparer.Ordinal));
        return cell.Stance == Domain.Stance.Silent && possible.Length == 0 && !cell.Disputed && !cell.Provisional ? null : $"{cell.Stance} {cell.Condition} {cell.Disputed} {cell.Provisional} {possible}";
    }
}

internal static class Leaving
{
    /// <summary>A timeline without some events, by way of a what-if that removes them one after the other from nothing before.</summary>
    public static Timeline Without(this Timeline timeline, IReadOnlySet<EventId> left) =>
        left.Count == 0 ? timeline : timeline.Replayed(new WhatIf
        {
            Name = new("without"),
            Why = "to compare",
            Negotiation = Generate.Negotiation,
            Fork = timeline.FirstDay!.Value,
            Edits = left.Select(id => new Edit { Why = "dropped", Remove = new EventMatch { Event = id } }).ToValueList(),
        }).Timeline;
}
