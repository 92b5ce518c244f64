using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>What a forecast assumes, in plain words.</summary>
internal static class ForecastAssumptions
{
    public static ValueList<string> Of(ForecastPlan plan)
    {
        var a = plan.Assessment;
        var said = new List<string>
        {
            $"All numbers are the judgement of {a.Author}. Shares are of simulated runs that follow from these numbers, and no probabilities of what will happen.",
            plan.Model.Assumes,
            plan.Model.Moves!.Assumes,
            $"What is known of the model: {plan.Model.KnownAccuracy}",
            "Judged numbers are drawn independently of one another, once for each run, triangular from low to high; saliences drawn over a party's budget of 100 are brought down to it.",
            $"A round of talks takes {a.DaysPerRound} days, and is cancelled with a chance of {a.Cancelled}; the talks break off after a round with a chance of {a.BreaksOff}.",
            "A point is agreed when all who must agree are within its tolerance of one another, or of its text. A party silent so far says what it wants of a text when that changes, and not before.",
            a.Linkage switch
            {
                Linkage.PointByPoint => "Each point is settled by itself.",
                Linkage.Package => "The points of a package are settled together or not at all.",
                _ => "All assessed points are settled together or not at all.",
            },
            a.MayBeUndone ? "What a party has accepted it may take back." : "What a party has accepted by the record it does not take back: it stays within the tolerance of the text.",
            "Where a party has declared a stance, only numbers are drawn that fit it.",
        };
        foreach (var set in plan.State.Unnamed.Values.Where(s => s.Version == a.Version && plan.Parties.Any(p => p.Party == s.Party)))
        {
            var which = Region.Tells(set.Stance) ? "each run draws which, among the worlds that fit the record" : "any position fits that, and nothing is drawn for it";
            said.Add($"{set.Party} has a stance ({DomainJson.Text(set.Stance)}) on at least {set.AtLeast}{(set.AtMost is { } most ? $" and at most {most}" : "")} of the points of {set.Version} without saying which: {which}.");
        }

        if (a.Deadline is { } deadline) said.Add($"Nobody talks any more after {deadline:yyyy-MM-dd}.");
        said.AddRange(a.Shocks.Select(s => $"{s.Name} happens {s.PerYear} times a year, at any time. {s.Why}"));
        return [.. said];
    }
}
