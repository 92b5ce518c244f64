namespace NegotiationSim.Domain;

/// <summary>How much of a state became known only after its date, so that nobody could have said it on that day.</summary>
/// <param name="After">The date of the state.</param>
/// <param name="Stances">Stances shown, those on unnamed points among them, none of whose events was known by then.</param>
/// <param name="Events">Events that count by then, on whatever they bear, and were not known by then.</param>
public sealed record Hindsight(DateOnly After, int Stances, int Events)
{
    public static Hindsight Of(Timeline timeline, StateView view, DateOnly on)
    {
        var later = timeline.Events.Where(e => e.Day <= on && e.Known > on).Select(e => e.Id).ToHashSet();
        var cells = view.Points.SelectMany(p => p.SubPoints.Prepend(p)).SelectMany(p => p.Stances.Values)
            .Concat(view.Versions.SelectMany(v => v.Stances.Values))
            .Concat(view.Issues.SelectMany(i => i.Stances.Values))
            .Where(cell => cell.Stance != Stance.Silent)
            .Select(cell => cell.Events)
            .Concat(view.Versions.SelectMany(v => v.Unnamed).Select(set => set.Events));
        return new(on, later.Count == 0 ? 0 : cells.Count(events => events.All(later.Contains)), later.Count);
    }
}
