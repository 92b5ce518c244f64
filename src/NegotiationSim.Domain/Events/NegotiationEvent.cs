using System.ComponentModel;
using System.Text.Json.Serialization;

namespace NegotiationSim.Domain;

/// <summary>
/// A fact about the negotiation: the date it is about, who claims it, and the events it was because of. The names in the
/// table below are the storage format, the <c>type</c> in files and over HTTP, and the words on the screens: a name that
/// has been released is never changed or used for something else. A new event type is one record in this folder, one
/// line here, one arm in <see cref="Fold.Apply"/>, and a golden stored form in the tests.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(NegotiationOpened), "negotiation-opened")]
[JsonDerivedType(typeof(PartyIntroduced), "party-introduced")]
[JsonDerivedType(typeof(PersonIntroduced), "person-introduced")]
[JsonDerivedType(typeof(IssueIntroduced), "issue-introduced")]
[JsonDerivedType(typeof(RequiredPartiesChanged), "required-parties-changed")]
[JsonDerivedType(typeof(DelegationChanged), "delegation-changed")]
[JsonDerivedType(typeof(VersionIntroduced), "version-introduced")]
[JsonDerivedType(typeof(PointsDisclosed), "points-disclosed")]
[JsonDerivedType(typeof(LineageStated), "lineage-stated")]
[JsonDerivedType(typeof(PlanDrafted), "plan-drafted")]
[JsonDerivedType(typeof(PlanTabled), "plan-tabled")]
[JsonDerivedType(typeof(PlanPublished), "plan-published")]
[JsonDerivedType(typeof(PlanWithdrawn), "plan-withdrawn")]
[JsonDerivedType(typeof(VersionSuperseded), "version-superseded")]
[JsonDerivedType(typeof(VersionLapsed), "version-lapsed")]
[JsonDerivedType(typeof(PackageProposed), "package-proposed")]
[JsonDerivedType(typeof(MeetingScheduled), "meeting-scheduled")]
[JsonDerivedType(typeof(MeetingHeld), "meeting-held")]
[JsonDerivedType(typeof(MeetingPostponed), "meeting-postponed")]
[JsonDerivedType(typeof(MeetingCancelled), "meeting-cancelled")]
[JsonDerivedType(typeof(StanceDeclared), "stance-declared")]
[JsonDerivedType(typeof(StanceWithdrawn), "stance-withdrawn")]
[JsonDerivedType(typeof(MembersNamed), "members-named")]
[JsonDerivedType(typeof(AgreementReached), "agreement-reached")]
[JsonDerivedType(typeof(PointsTakenUp), "points-taken-up")]
[JsonDerivedType(typeof(PointsSetAside), "points-set-aside")]
[JsonDerivedType(typeof(PointsBracketed), "points-bracketed")]
[JsonDerivedType(typeof(BracketsLifted), "brackets-lifted")]
[JsonDerivedType(typeof(PointsDropped), "points-dropped")]
[JsonDerivedType(typeof(DeadlineSet), "deadline-set")]
[JsonDerivedType(typeof(DeadlineMoved), "deadline-moved")]
[JsonDerivedType(typeof(DeadlineDropped), "deadline-dropped")]
[JsonDerivedType(typeof(StatementMade), "statement-made")]
[JsonDerivedType(typeof(AgreementSigned), "agreement-signed")]
[JsonDerivedType(typeof(AgreementRatified), "agreement-ratified")]
[JsonDerivedType(typeof(AgreementVotedDown), "agreement-voted-down")]
[JsonDerivedType(typeof(CommitmentKept), "commitment-kept")]
[JsonDerivedType(typeof(CommitmentBroken), "commitment-broken")]
[JsonDerivedType(typeof(TalksSuspended), "talks-suspended")]
[JsonDerivedType(typeof(TalksResumed), "talks-resumed")]
[JsonDerivedType(typeof(TalksConcluded), "talks-concluded")]
[JsonDerivedType(typeof(IncidentOccurred), "incident-occurred")]
[JsonDerivedType(typeof(MeasureConsidered), "measure-considered")]
[JsonDerivedType(typeof(MeasureProposed), "measure-proposed")]
[JsonDerivedType(typeof(MeasureDecided), "measure-decided")]
[JsonDerivedType(typeof(ThreatMade), "threat-made")]
[JsonDerivedType(typeof(ThirdPartyDecided), "third-party-decided")]
[JsonDerivedType(typeof(ClaimAdded), "claim-added")]
[JsonDerivedType(typeof(DenialMade), "denial-made")]
[JsonDerivedType(typeof(EventCorrected), "event-corrected")]
[JsonDerivedType(typeof(EventRetimed), "event-retimed")]
[JsonDerivedType(typeof(EventRetracted), "event-retracted")]
public abstract record NegotiationEvent
{
    [Description("The event's name within its negotiation: letters, digits, '.', '_' and '-'. The same id twice is the same event.")]
    public required EventId Id { get; init; }

    [Description("The date the event is about.")]
    public required When Occurred { get; init; }

    [Description("Position among the events of the same day; left out: 0.")]
    public int Order { get; init; }

    [Description("What happened, in one line and in the author's own words.")]
    public string? Title { get; init; }

    [Description("What a reader should know besides: doubts, differences between sources.")]
    public string? Note { get; init; }

    [Description("What the event bears on, beyond what its type says.")]
    public Subjects? About { get; init; }

    [Description("Who says so. At least one. The earliest makes the event known. Different reasons or details are different claims.")]
    public ValueList<Claim> Claims { get; init; }

    [Description("The events it was because of, where known.")]
    public ValueList<EventId> Because { get; init; }

    [Description("CAMEO code, kept as text because leading zeros matter; '036', '1312'.")]
    public string? Code { get; init; }

    /// <summary>
    /// The day this event becomes public by its own claims: the earliest; a claim without a day counts from the day the
    /// event does. Null when neither is known.
    /// </summary>
    [JsonIgnore] // derived
    public DateOnly? KnownByItself
    {
        get
        {
            DateOnly? earliest = null;
            foreach (var claim in Claims)
            {
                if (KnownFrom(claim) is { } known && (earliest is null || known < earliest))
                {
                    earliest = known;
                }
            }

            return earliest;
        }
    }

    /// <summary>The day on which one of this event's own claims was public.</summary>
    public DateOnly? KnownFrom(Claim claim) => claim.Known ?? (Occurred.IsKnown ? Occurred.Counts : null);

    /// <summary>What is malformed in this event taken by itself: what all events need, and what its type needs.</summary>
    public IEnumerable<Fault> Malformed()
    {
        if (Claims.Count == 0)
        {
            yield return new Fault("claims", "at least one claim: who says so");
        }

        for (var i = 0; i < Claims.Count; i++)
        {
            if (Claims[i] is { By: null, Via: null, Url: null })
            {
                yield return new Fault($"claims[{i}]", "by, via or url: who says so, or where");
            }
            else if (Claims[i].Certainty == Certainty.Supposed)
            {
                yield return new Fault($"claims[{i}].certainty", "asserted, attributed, reported or planned: what is supposed belongs in a what-if, which needs no claims");
            }
            else if (KnownFrom(Claims[i]) is null)
            {
                yield return new Fault($"claims[{i}].known", "the day it became public, since the event itself has no date");
            }
        }

        foreach (var fault in Faults())
        {
            yield return fault;
        }
    }

    /// <summary>What is malformed in the members of this type: the member and what was expected there.</summary>
    public virtual IEnumerable<Fault> Faults() => [];

    /// <summary>Exactly one of the members must be given.</summary>
    private protected static IEnumerable<Fault> OneOf(params ReadOnlySpan<(string Name, bool Given)> members)
    {
        var given = 0;
        var last = "";
        var names = new string[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            (names[i], var isGiven) = members[i];
            given += isGiven ? 1 : 0;
            last = isGiven ? names[i] : last;
        }

        return given == 1 ? [] : [new Fault(last, $"exactly one of {string.Join(", ", names)}")];
    }
}

/// <summary>Something malformed: the member's path (empty: the event itself) and what was expected there.</summary>
public readonly record struct Fault(string Member, string Expected);

[Description("What an event bears on.")]
public sealed record Subjects
{
    [Description("Points.")]
    public ValueList<PointId> Points { get; init; }

    [Description("Versions.")]
    public ValueList<VersionId> Versions { get; init; }

    [Description("Issues.")]
    public ValueList<IssueId> Issues { get; init; }

    [Description("Parties.")]
    public ValueList<PartyId> Parties { get; init; }
}

/// <summary>
/// Marks the member whose value brings a name into the negotiation. Every other member of the same identifier type refers
/// to a name that some event brings.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IntroducesAttribute : Attribute;
