namespace NegotiationSim.Domain;

/// <summary>A part of a state that parties take stances on.</summary>
internal interface IHasCells
{
    /// <summary>Of the state that the part is in: they change with it, and are the same object however the part is changed.</summary>
    Cells Cells { get; }
}

/// <summary>Where one point or sub-point stands, without the cells: <see cref="State.CellOf(PointId, PartyId)"/>.</summary>
public sealed record PointState : IHasCells
{
    /// <summary>The point as its version has it.</summary>
    public required Point Point
    {
        get;
        init
        {
            Version = field is not null && field.Id == value.Id ? Version : value.Id.Version;
            field = value;
        }
    }

    public PointId Id => Point.Id;

    /// <summary>The version that it stands in; kept, since every question for a status needs it.</summary>
    internal VersionId Version { get; private init; }

    /// <summary>The text is known; false: the point was only spoken of so far.</summary>
    public bool IsDisclosed { get; init; }

    /// <summary>Discussion of the point has begun.</summary>
    public bool TakenUp { get; init; }

    /// <summary>Text of the point is in brackets.</summary>
    public bool Bracketed { get; init; }

    /// <summary>The point was left to another track.</summary>
    public bool SetAside { get; init; }

    /// <summary>The point was struck from its version.</summary>
    public bool Dropped { get; init; }

    /// <summary>The events that say how it descends from earlier points, beyond what the point itself says.</summary>
    public ValueList<Lineage> Descents { get; init; }

    /// <summary>Commitments kept and broken after signature, oldest first.</summary>
    public ValueList<Commitment> Commitments { get; init; }

    internal Cells Cells { get; init; } = new();

    Cells IHasCells.Cells => Cells;
}

/// <summary>What a party made of a signed point.</summary>
public sealed record Commitment(PartyId Party, bool Kept, EventId Event);

/// <summary>Where one version stands.</summary>
public sealed record VersionState : IHasCells
{
    public required VersionId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The version came into view; false: it was only spoken of so far, under its bare name.</summary>
    public bool IsIntroduced { get; init; }

    public string? Plan { get; init; }

    public ValueList<VersionId> DerivedFrom { get; init; }

    public ValueList<PartyId> Between { get; init; }

    /// <summary>How many points it is said to have; null: as many as are known.</summary>
    public int? StatedPointCount { get; init; }

    /// <summary>The points known by now, sub-points after their point, in the order of the text.</summary>
    public ValueList<PointId> Points { get; init; }

    public bool IsTabled { get; init; }

    public bool IsPublished { get; init; }

    public ValueList<PartyId> Signatories { get; init; }

    /// <summary>What happened to the version after it was agreed or instead; null while it is negotiated.</summary>
    public VersionStatus? Fate { get; init; }

    public VersionId? SupersededBy { get; init; }

    /// <summary>True while the version is on the table or may come to be: nothing ended it.</summary>
    public bool IsLive => Fate is not (VersionStatus.Superseded or VersionStatus.Lapsed or VersionStatus.Withdrawn or VersionStatus.VotedDown);

    internal Cells Cells { get; init; } = new();

    Cells IHasCells.Cells => Cells;
}

/// <summary>Where the parties stand on an issue, whatever the version.</summary>
public sealed record IssueState : IHasCells
{
    public required Issue Issue { get; init; }

    /// <summary>False: the issue was only spoken of so far, under its bare name.</summary>
    public bool IsIntroduced { get; init; }

    internal Cells Cells { get; init; } = new();

    Cells IHasCells.Cells => Cells;
}

/// <summary>A stance on "some points of this version", until its members are named or it is taken back.</summary>
public sealed record UnnamedState
{
    public required SetId Id { get; init; }

    public required PartyId Party { get; init; }

    public required Stance Stance { get; init; }

    public required VersionId Version { get; init; }

    /// <summary>At least so many points beyond those named.</summary>
    public required int AtLeast { get; init; }

    /// <summary>At most so many; null: not known.</summary>
    public int? AtMost { get; init; }

    /// <summary>Points that are known not to be meant.</summary>
    public ValueList<PointId> Except { get; init; }

    public string? Condition { get; init; }

    public required DateOnly Since { get; init; }

    public required Certainty Certainty { get; init; }

    public bool Disputed { get; init; }

    public ValueList<EventId> Events { get; init; }

    /// <summary>True when the set may have this point among its members.</summary>
    public bool MayMean(PointId point) => point.Version == Version && !Except.Contains(point);
}

/// <summary>Where one meeting stands.</summary>
public sealed record MeetingState
{
    public required MeetingId Id { get; init; }

    public required MeetingStatus Status { get; init; }

    /// <summary>The date it is or was for; null when no event says, or when it was put off to no date.</summary>
    public When? For { get; init; }

    public MeetingKind Kind { get; init; }

    public string? Place { get; init; }

    public ValueList<PartyId> Parties { get; init; }

    public bool Disputed { get; init; }

    /// <summary>What happened to the meeting, oldest first.</summary>
    public ValueList<EventId> Events { get; init; }
}

/// <summary>Where one deadline stands.</summary>
public sealed record DeadlineState
{
    public required DeadlineId Id { get; init; }

    public required DeadlineStatus Status { get; init; }

    public When? For { get; init; }

    public string? Subject { get; init; }

    public ValueList<EventId> Events { get; init; }
}

/// <summary>A group of points as it was proposed.</summary>
public sealed record PackageState(Package Package, VersionId Version, ValueList<PartyId> By, EventId Event);
