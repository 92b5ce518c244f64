using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>In what two timelines of a negotiation differ.</summary>
public static class DiffQuestion
{
    /// <returns>The difference, and the two timelines.</returns>
    /// <exception cref="BadQuestion">A side or an event is not there, or the span ends before it begins.</exception>
    public static async Task<(DiffAnswer Answer, Timeline A, Timeline B)> AnswerAsync(
        Timelines timelines, Side a, Side b, DateArgument? on, DateArgument? from, DateArgument? to, CancellationToken cancellation)
    {
        var (timelineA, timelineB) = (await timelines.OfAsync(a, "a", cancellation), await timelines.OfAsync(b, "b", cancellation));
        var (first, last) = (from?.In(timelineA, "from"), to?.In(timelineA, "to"));
        if (last < first)
        {
            throw new BadQuestion("from", $"`from` {first:yyyy-MM-dd} lies after `to` {last:yyyy-MM-dd}");
        }

        if (on is not null && (first ?? last) is not null)
        {
            throw new BadQuestion("on", "Ask either `on` a date or `from` and `to`.");
        }

        return (DiffAnswer.Of(DiffSide.Of(a.Text, timelineA), timelineA, DiffSide.Of(b.Text, timelineB), timelineB, on?.In(timelineA, "on"), first, last), timelineA, timelineB);
    }
}
