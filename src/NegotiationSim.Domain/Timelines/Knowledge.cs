namespace NegotiationSim.Domain;

/// <summary>
/// What is in force by what was known on a date: which claims were public, which corrections, retimings and retractions
/// had been made, and what had been denied. A function of the ledger and a day, for one event at a time.
/// </summary>
public sealed class Knowledge
{
    private readonly Ledger _ledger;
    private readonly Dictionary<EventId, List<NegotiationEvent>> _about = [];
    private readonly Dictionary<PartyId, List<(DenialMade Denial, Proposition Denied)>> _propositions = [];
    private readonly Lazy<ILookup<SetId, StanceDeclared>> _sets;
    private readonly Lazy<ILookup<(PartyId, Stance), (EventId Id, NegotiationEvent Event)>> _declaring;

    public Knowledge(Ledger ledger)
    {
        _ledger = ledger;
        _sets = new(() => AsEverSaid(ledger).Select(e => e.Event).OfType<StanceDeclared>().Where(e => e.Some is not null).ToLookup(e => e.Some!.Id));
        _declaring = new(() => AsEverSaid(ledger).SelectMany(said => Declared(said.Event).Select(stance => (stance, said))).ToLookup(d => d.stance, d => d.said));
        foreach (var e in ledger.Events.Where(e => e.IsAmendment()).OrderBy(e => e.KnownByItself).ThenBy(e => e.Id.Value, StringComparer.Ordinal))
        {
            switch (e)
            {
                case ClaimAdded added:
                    Add(_about, added.Event, e);
                    break;
                case EventCorrected corrected:
                    Add(_about, corrected.Event, e);
                    break;
                case EventRetimed retimed:
                    Add(_about, retimed.Event, e);
                    break;
                case EventRetracted retracted:
                    Add(_about, retracted.Event, e);
                    break;
                case DenialMade denial:
                    foreach (var denied in denial.Denies)
                    {
                        if (denied.Event is { } target)
                        {
                            Add(_about, target, e);
                        }
                        else if (denied.Party is { } party)
                        {
                            Add(_propositions, party, (denial, denied));
                        }
                    }

                    break;
            }
        }

        static void Add<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key, T item)
            where TKey : notnull
        {
            if (!lists.TryGetValue(key, out var list))
            {
                lists[key] = list = [];
            }

            list.Add(item);
        }
    }

    /// <summary>The claims, corrections, retimings, retractions and denials that name this event, known or not.</summary>
    public IReadOnlyList<NegotiationEvent> About(EventId id) => _about.GetValueOrDefault(id) ?? (IReadOnlyList<NegotiationEvent>)[];

    /// <summary>False for an event that is only supposed, be it under the id of a recorded one: nobody said anything about it.</summary>
    public bool IsRecorded(NegotiationEvent recorded) => ReferenceEquals(_ledger.Find(recorded.Id), recorded);

    /// <summary>The event as it stands by what was known on a day; null when it was not known yet, or was retracted.</summary>
    public TimelineEvent? InForce(EventId id, DateOnly knownBy)
    {
        if (_ledger.Find(id) is not { } recorded || KnownOn(recorded, knownBy) is not { } known || IsRetracted(id, knownBy))
        {
            return null;
        }

        var current = recorded;
        if (_about.ContainsKey(id))
        {
            foreach (var amendment in Amendments(id, knownBy))
            {
                current = amendment switch
                {
                    EventCorrected corrected => corrected.Instead with
                    {
                        Claims = current.Claims,
                        Because = corrected.Instead.Because.Count > 0 ? corrected.Instead.Because : current.Because,
                    },
                    EventRetimed retimed => current with { Occurred = retimed.To },
                    _ => current,
                };
            }
        }

        var isDenied = false;
        ValueList<Proposition> stances = [];
        foreach (var (_, denied) in Denials(current, knownBy))
        {
            isDenied |= denied.Event is not null;
            stances = denied.Event is null ? stances.With(denied) : stances;
        }

        return new TimelineEvent
        {
            Event = current,
            Recorded = recorded,
            Known = known.Day,
            KnownToHaveOccurred = known.Firm,
            Certainty = known.Certainty,
            IsDenied = isDenied,
            Denied = stances,
        };
    }

    /// <summary>The claims about an event that were public on a day, its own and those added, earliest first.</summary>
    public IEnumerable<(Claim Claim, DateOnly Known, NegotiationEvent Source)> Claims(NegotiationEvent recorded, DateOnly knownBy)
    {
        // An event that is only supposed has no claims but its own.
        var sources = IsRecorded(recorded) ? Sources(recorded, knownBy) : [recorded];
        return sources
            .SelectMany(source => source.Claims.Select(claim => (Claim: claim, Known: source.KnownFrom(claim) ?? DateOnly.MaxValue, Source: source)))
            .Where(c => c.Known <= knownBy)
            .OrderBy(c => c.Known);
    }

    /// <summary>The corrections and retimings of an event in force on a day, in the order in which they apply.</summary>
    public IEnumerable<NegotiationEvent> Amendments(EventId id, DateOnly knownBy) =>
        About(id)
            .Where(e => e is (EventCorrected or EventRetimed) && IsInForce(e, knownBy))
            .OrderBy(e => KnownOn(e, knownBy)!.Value.Day)
            .ThenBy(e => e.Occurred.IsKnown ? e.Occurred.Counts : DateOnly.MinValue)
            .ThenBy(e => e.Order)
            .ThenBy(e => e.Id.Value, StringComparer.Ordinal);

    /// <summary>The denials, known on a day, of an event or of a stance that it declares, and what each denies.</summary>
    public IEnumerable<(DenialMade Denial, Proposition Denied)> Denials(NegotiationEvent current, DateOnly knownBy)
    {
        foreach (var e in About(current.Id))
        {
            if (e is DenialMade denial && IsInForce(denial, knownBy))
            {
                yield return (denial, denial.Denies.First(denied => denied.Event == current.Id));
            }
        }

        if (_propositions.Count == 0)
        {
            yield break;
        }

        foreach (var (party, stance) in Declared(current))
        {
            foreach (var (denial, denied) in _propositions.GetValueOrDefault(party) ?? [])
            {
                if (denied.Stance == stance && Reaches(current, denied) && IsInForce(denial, knownBy))
                {
                    yield return (denial, denied);
                }
            }
        }
    }

    /// <summary>The events that the denial of a proposition may be about, as recorded or as ever corrected.</summary>
    public IEnumerable<EventId> ReachedBy(Proposition denied) => denied switch
    {
        { Event: { } target } => [target],
        { Party: { } party, Stance: { } stance } => _declaring.Value[(party, stance)].Where(said => Reaches(said.Event, denied)).Select(said => said.Id).Distinct(),
        _ => [],
    };

    /// <summary>Every event as recorded, and as each correction has it.</summary>
    private static IEnumerable<(EventId Id, NegotiationEvent Event)> AsEverSaid(Ledger ledger) =>
        ledger.Events.Select(e => e is EventCorrected corrected ? (corrected.Event, corrected.Instead) : (e.Id, e));

    /// <summary>Whose stance an event declares, and which. The members of a set have the stance that was declared on the set.</summary>
    private IEnumerable<(PartyId Party, Stance Stance)> Declared(NegotiationEvent e) => e switch
    {
        StanceDeclared { Some: null } declared => [(declared.Party, declared.Stance)],
        AgreementReached reached => reached.Parties.Select(party => (party, Stance.Accepts)),
        AgreementSigned signed => signed.Parties.Select(party => (party, Stance.Accepts)),
        MembersNamed named => _sets.Value[named.Set].Select(set => (set.Party, set.Stance)).Distinct(),
        _ => [],
    };

    /// <summary>True when an event declares a stance on what a proposition is about, or on the whole that this is inside of.</summary>
    private static bool Reaches(NegotiationEvent e, Proposition denied)
    {
        var (points, version, issue) = e switch
        {
            StanceDeclared declared => (declared.Points, declared.Version, declared.Issue),
            AgreementReached reached => (reached.Points, reached.Version, null),
            AgreementSigned signed => ([], signed.Version, null),
            MembersNamed named => (named.Points, null, null),
            _ => (ValueList.Create<PointId>([]), (VersionId?)null, (IssueId?)null),
        };
        return points.Any(point => denied.FollowsFrom(Subject.Of(point)))
            || (version is { } whole && denied.FollowsFrom(Subject.Of(whole)))
            || (issue is { } about && denied.FollowsFrom(Subject.Of(about)));
    }

    /// <summary>True when an event is public on a day and not retracted by what was known then.</summary>
    public bool IsInForce(NegotiationEvent e, DateOnly knownBy) => KnownOn(e, knownBy) is not null && !IsRetracted(e.Id, knownBy);

    private bool IsRetracted(EventId id, DateOnly knownBy)
    {
        if (!_about.TryGetValue(id, out var about))
        {
            return false;
        }

        foreach (var e in about)
        {
            if (e is EventRetracted && IsInForce(e, knownBy))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Since when, and how firmly, an event is public by a day; null when it is not.</summary>
    private (DateOnly Day, DateOnly? Firm, Certainty Certainty)? KnownOn(NegotiationEvent recorded, DateOnly knownBy)
    {
        (DateOnly Day, DateOnly? Firm, Certainty Certainty)? known = null;
        Consider(recorded);
        if (_about.TryGetValue(recorded.Id, out var about))
        {
            foreach (var e in about)
            {
                if (e is ClaimAdded && !IsRetracted(e.Id, knownBy))
                {
                    Consider(e);
                }
            }
        }

        return known;

        void Consider(NegotiationEvent source)
        {
            foreach (var claim in source.Claims)
            {
                if (source.KnownFrom(claim) is { } day && day <= knownBy)
                {
                    DateOnly? firm = claim.Certainty == Certainty.Planned ? null : day;
                    known = known is { } k
                        ? (Earlier(day, k.Day)!.Value, Earlier(firm, k.Firm), claim.Certainty < k.Certainty ? claim.Certainty : k.Certainty)
                        : (day, firm, claim.Certainty);
                }
            }
        }
    }

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b < a ? b ?? a : a;

    private IEnumerable<NegotiationEvent> Sources(NegotiationEvent recorded, DateOnly knownBy) =>
        About(recorded.Id).Where(e => e is ClaimAdded && !IsRetracted(e.Id, knownBy)).Prepend(recorded);
}
