using NegotiationSim.App.Recording;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>What changes in a what-if that is to build on the present.</summary>
/// <param name="Before">The versions that it built on.</param>
/// <param name="After">Those of the present.</param>
/// <param name="NewConflicts">Conflicts that it did not have before.</param>
/// <param name="Difference">From the what-if before to the what-if after.</param>
public sealed record RebaseAnswer(WhatIfId WhatIf, bool DryRun, Pin Before, Pin After, ValueList<WhatIfConflict> NewConflicts, DiffAnswer Difference)
{
    public static RebaseAnswer Of(RebaseWhatIf command, Pin before, RebaseDecision.Admitted admitted)
    {
        var (then, now) = (admitted.Before.Timeline, admitted.After.Timeline);
        var known = admitted.Before.Replay.Conflicts.Select(c => (c.Conflict.Rule, c.Conflict.Event)).ToHashSet();
        return new(
            command.Name,
            command.DryRun,
            before,
            admitted.Pin,
            admitted.After.Replay.Conflicts.Where(c => !known.Contains((c.Conflict.Rule, c.Conflict.Event))).ToValueList(),
            DiffAnswer.Of(DiffSide.Of($"{command.Name}, {Counted.Of(before.Events, "event")}", then), then, DiffSide.Of($"{command.Name}, {Counted.Of(admitted.Pin.Events, "event")}", now), now));
    }
}
