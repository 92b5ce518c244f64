namespace NegotiationSim.Domain;

/// <summary>What a party has declared on a point, an issue or a version.</summary>
public enum Stance
{
    /// <summary>Nothing declared. Never an event; the value of an empty cell.</summary>
    Silent,
    Accepts,
    AcceptsConditionally,

    /// <summary>Open to discussion.</summary>
    Open,
    ObjectsToWording,
    Rejects,

    /// <summary>The party says that it has a position and does not say which.</summary>
    Undisclosed,
}

/// <summary>Where a point stands.</summary>
public enum PointStatus
{
    NotTabled,
    Tabled,
    UnderDiscussion,
    Contested,
    PartlyAgreed,
    Agreed,
    SetAside,
    Superseded,
    Dropped,
}

/// <summary>Where a version stands.</summary>
public enum VersionStatus
{
    Drafted,
    Tabled,
    Agreed,
    Signed,
    VotedDown,
    Ratified,
    Superseded,
    Lapsed,
    Withdrawn,
}

/// <summary>Where a meeting stands.</summary>
public enum MeetingStatus
{
    Scheduled,
    Held,
    Postponed,
    Cancelled,
}

/// <summary>Where a deadline stands. That its day has passed is read off the date asked about, not recorded.</summary>
public enum DeadlineStatus
{
    Set,
    Moved,
    Dropped,
}

/// <summary>Where the talks as a whole stand.</summary>
public enum TalksStatus
{
    NotOpened,
    Open,
    Suspended,
    Concluded,
}

/// <summary>What a party does in the talks.</summary>
public enum PartyRole
{
    Principal,
    Mediator,
    Guarantor,
    Observer,

    /// <summary>A body that votes on a text without negotiating it: voters, a congress, a court.</summary>
    Ratifier,
}

/// <summary>How a point descends from points of an earlier version.</summary>
public enum Descent
{
    Kept,
    Reworded,
    Merged,
    Split,
    New,

    /// <summary>The earlier points have no descendant in the later version.</summary>
    Dropped,
    Unknown,
}

/// <summary>How a meeting takes place.</summary>
public enum MeetingKind
{
    Meeting,
    Call,
    Video,
}
