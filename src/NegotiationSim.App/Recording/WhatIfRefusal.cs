using NegotiationSim.Domain;

namespace NegotiationSim.App.Recording;

/// <summary>Why a what-if that was to be rebased or deleted stays as it is, in the words of verb, endpoint and page alike.</summary>
/// <param name="Message">What was refused.</param>
/// <param name="Reasons">Everything that is in the way; with the member of the what-if where it is in one.</param>
public sealed record WhatIfRefusal(string Message, IReadOnlyList<(string? Member, string Reason)> Reasons)
{
    /// <summary>All of it, a line each.</summary>
    public IEnumerable<string> Lines => Reasons.Select(r => r.Member is null ? r.Reason : $"{r.Member}: {r.Reason}").Prepend(Message);

    /// <summary>Why a what-if is not rebased; null: nothing is in the way.</summary>
    public static WhatIfRefusal? Of(WhatIfId name, RebaseDecision? decision) => decision switch
    {
        RebaseDecision.Refused refused => new($"{name} cannot build on the present; it stays where it is.", [.. refused.Faults.Select(f => ((string?)f.Member, f.Reason))]),
        RebaseDecision.Failed failed => new(
            $"{name} would have conflicts, and its policy is to fail; it stays where it is.",
            [.. failed.After.Replay.Conflicts.Select(c => ((string?)null, $"{c.Conflict.Event}, {c.Conflict.Rule}: {c.Conflict.Message}"))]),
        _ => null,
    };

    /// <summary>Why a what-if is not deleted; null: no other builds on it.</summary>
    public static WhatIfRefusal? OfDeletion(WhatIfId name, IReadOnlyList<WhatIfId> others) => others.Count == 0 ? null
        : new($"{name} was not deleted: {string.Join(", ", others)} {(others.Count == 1 ? "builds" : "build")} on it. Delete first what builds on it.", []);
}
