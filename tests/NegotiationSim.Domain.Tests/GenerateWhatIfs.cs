namespace NegotiationSim.Domain.Tests;

/// <summary>
/// Random what-ifs on random timelines: a fork on any day of the history; insertions, removals, replacements and
/// retimings, several at once, of events of every type that are not amendments.
/// </summary>
internal static class GenerateWhatIfs
{
    /// <summary>A ledger and up to three what-ifs, each on the one before it; a number of edits and a seed for each.</summary>
    public static readonly Gen<(Ledger Ledger, (int Edits, int Seed)[] WhatIfs)> Forks =
        Gen.Select(Generate.Ledgers, Gen.Select(Gen.Int[1, 6], Gen.Int).Array[1, 3]);

    /// <summary>Only one what-if.</summary>
    public static readonly Gen<(Ledger Ledger, (int Edits, int Seed) WhatIf)> Fork =
        Gen.Select(Generate.Ledgers, Gen.Select(Gen.Int[1, 6], Gen.Int));

    /// <summary>The what-if that a seed stands for on a base; null when the base has no dated event.</summary>
    public static WhatIf? On(Timeline basis, int edits, int seed, string name = "supposed")
    {
        var choose = new Random(seed);
        if (basis.FirstDay is null)
        {
            return null;
        }

        var days = basis.Steps.ToArray().Select(s => s.Day).Distinct().ToList();
        var fork = days[choose.Next(days.Count)];
        var editable = basis.Events.Concat(basis.Undated).Where(e => !IsAmendment(e.Event) && (!e.Event.Occurred.IsKnown || e.Event.Occurred.First >= fork)).ToList();
        var patterns = basis.Events.Concat(basis.Undated).Select(e => e.Event)
            .Where(e => !IsAmendment(e) && e is not (VersionIntroduced or PackageProposed or StanceDeclared { Some: not null })).ToList();
        var made = new List<Edit>();
        for (var i = 0; i < edits; i++)
        {
            var kind = choose.Next(5);
            if (kind == 0 || editable.Count == 0)
            {
                made.Add(new Edit { Why = "to see", Insert = patterns[choose.Next(patterns.Count)] with { Id = new($"{name}-{i}"), Occurred = Occurred(), Order = choose.Next(3) - 1, Claims = [] } });
                continue;
            }

            var entry = editable[choose.Next(editable.Count)];
            editable.Remove(entry);
            var match = new EventMatch { Event = entry.Id };
            made.Add(kind switch
            {
                1 => new Edit { Why = "to see", Remove = match },
                2 => new Edit
                {
                    Why = "to see",
                    Replace = match,
                    With = patterns[choose.Next(patterns.Count)] with { Id = entry.Id, Occurred = Occurred(), Order = choose.Next(3) - 1, Because = [], Claims = [] },
                },
                _ when kind == 3 && entry.Event.Occurred.IsKnown => new Edit { Why = "to see", Retime = match, Days = choose.Next(8) },
                _ => new Edit { Why = "to see", Retime = match, To = Occurred() },
            });
        }

        return new WhatIf { Name = new(name), Why = "to see", Negotiation = Generate.Negotiation, Fork = fork, Edits = made.ToValueList() };

        When Occurred()
        {
            var first = fork.AddDays(choose.Next(8));
            return choose.Next(10) switch { 0 => When.Unknown, 1 => When.Lasted(first, first.AddDays(2)), 2 or 3 => When.Within(first, first.AddDays(choose.Next(5))), _ => When.Day(first) };
        }
    }

    public static bool IsAmendment(NegotiationEvent e) => e is ClaimAdded or DenialMade or EventCorrected or EventRetimed or EventRetracted;
}
