using System.Globalization;

namespace NegotiationSim.App.Pictures;

/// <summary>Days across a picture: from the start of the first to the end of the last.</summary>
internal sealed class TimeScale(DateOnly first, DateOnly last, double left, double width)
{
    /// <summary>Room that a label needs.</summary>
    private const double LabelWidth = 76;

    public DateOnly First { get; } = first;

    public DateOnly Last { get; } = last;

    private int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Where a day begins; days outside are at the edge.</summary>
    public double Start(DateOnly day) => left + (width * Math.Clamp(day.DayNumber - First.DayNumber, 0, Days) / Days);

    /// <summary>Days with a label: every so many days, months or years, as there is room.</summary>
    public IEnumerable<(DateOnly Day, string Label)> Ticks()
    {
        var most = Math.Max(2, (int)(width / LabelWidth));
        foreach (var step in (int[])[1, 2, 7, 14])
        {
            if (Days / step <= most)
            {
                for (var day = First; day <= Last; day = day.AddDays(step))
                {
                    yield return (day, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                }

                yield break;
            }
        }

        var months = ((int[])[1, 2, 3, 6, 12, 24, 60, 120, 600]).First(m => m == 600 || Days / 30 / m <= most);
        var month = new DateOnly(First.Year, 1, 1);
        while (month <= Last)
        {
            if (month >= First)
            {
                yield return (month, month.ToString(months < 12 ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture));
            }

            month = month.AddMonths(months);
        }
    }
}
