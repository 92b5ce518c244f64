using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// What simulated runs came to. Every share is of these runs, which follow from the assessment: no probability of what will
/// happen is claimed.
/// </summary>
/// <param name="Name">The forecast.</param>
/// <param name="Negotiation">The negotiation.</param>
/// <param name="WhatIf">The what-if on whose timeline it goes on; null: what was recorded.</param>
/// <param name="Why">What is asked.</param>
/// <param name="Author">Whose judgement the numbers are.</param>
/// <param name="Version">The version whose points are assessed.</param>
/// <param name="Model">The model by which positions move.</param>
/// <param name="Assumptions">What it all assumes, in plain words.</param>
/// <param name="From">The last day taken from the record.</param>
/// <param name="KnownBy">The last day of knowledge that counts.</param>
/// <param name="Until">The last day simulated.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Seed">From which all that was drawn follows.</param>
/// <param name="Dates">The dates of all lists of shares and positions below.</param>
/// <param name="AllAgreed">The share of runs in which all assessed points were agreed at once by each date.</param>
/// <param name="DaysToAllAgreed">The days after which that is so; null where fewer runs come to it.</param>
/// <param name="Points">The points, in the order of the text.</param>
/// <param name="AllAgreedAfter">In how many runs all were agreed at once for the first time after how many days.</param>
public sealed record Forecast(
    ForecastId Name,
    NegotiationId Negotiation,
    WhatIfId? WhatIf,
    string Why,
    string Author,
    VersionId Version,
    string Model,
    ValueList<string> Assumptions,
    DateOnly From,
    DateOnly KnownBy,
    DateOnly Until,
    int Runs,
    ulong Seed,
    ValueList<DateOnly> Dates,
    ValueList<double> AllAgreed,
    DaysSpread DaysToAllAgreed,
    ValueList<PointForecast> Points,
    ValueList<RunsAfter> AllAgreedAfter)
{
    private const double Low = 0.1;
    private const double Middle = 0.5;
    private const double High = 0.9;

    /// <summary>The forecast that a tally of its runs gives.</summary>
    public static Forecast Of(ForecastPlan plan, ulong seed, Tally tally)
    {
        var a = plan.Assessment;
        var means = plan.CompromiseMeans();
        return new(
            a.Name,
            a.Negotiation,
            a.WhatIf,
            a.Why,
            a.Author,
            a.Version,
            plan.Model.Name,
            ForecastAssumptions.Of(plan),
            plan.From,
            a.KnownBy ?? plan.From,
            plan.Until,
            tally.Runs,
            seed,
            [.. tally.Dates],
            [.. tally.Dates.Select(date => Share(tally.AllAgreedWithin(date.DayNumber - plan.From.DayNumber)))],
            new(tally.DaysToAllAgreed(Low), tally.DaysToAllAgreed(Middle), tally.DaysToAllAgreed(High)),
            [.. plan.Points.Select((_, d) => PointOf(d))],
            [.. After(tally.AllAgreedAfter)]);

        double Share(int runs) => (double)runs / tally.Runs;

        IEnumerable<RunsAfter> After(Func<int, int> count) => Enumerable.Range(0, tally.Days + 1).Select(day => new RunsAfter(day, count(day))).Where(a => a.Runs > 0);

        PointForecast PointOf(int d)
        {
            var point = plan.Points[d];
            return new(
                point.Point,
                plan.State.Points[point.Point].Point.Title,
                [.. point.Scale.OrderBy(s => s.At)],
                point.Text,
                new(means[d], tally.CompromiseMean(d, Low), tally.CompromiseMean(d, Middle), tally.CompromiseMean(d, High)),
                [.. Enum.GetValues<PointStatus>()
                    .Select(status => new StatusShares(status, [.. tally.Dates.Select((_, date) => Share(tally.InStatus(date, d, status)))]))
                    .Where(shares => shares.Shares.Any(s => s > 0))],
                [.. tally.Dates.Select(date => Share(tally.AgreedWithin(d, date.DayNumber - plan.From.DayNumber)))],
                new(tally.DaysToAgreement(d, Low), tally.DaysToAgreement(d, Middle), tally.DaysToAgreement(d, High)),
                Share(tally.EndsWithout(d)),
                Share(tally.BlocksAlone(d)),
                [.. plan.Parties.Select((_, i) => PartyOf(i, d))],
                [.. After(day => tally.AgreedAfter(d, day))]);
        }

        PartyForecast PartyOf(int i, int d) => new(
            plan.Parties[i].Party,
            plan.Required[i],
            [.. tally.Dates.Select((_, date) => new PositionSpread(tally.Position(date, i, d, Low), tally.Position(date, i, d, Middle), tally.Position(date, i, d, High)))],
            [.. Enum.GetValues<Stance>()
                .Select(stance => new StanceShares(stance, [.. tally.Dates.Select((_, date) => Share(tally.InStance(date, i, d, stance)))]))
                .Where(shares => shares.Shares.Any(s => s > 0))]);
    }
}

/// <summary>The days after the last recorded one within which a tenth, half and nine tenths of all runs come to something; null: fewer do.</summary>
public sealed record DaysSpread(int? Tenth, int? Half, int? NineTenths);

/// <summary>A point in a forecast.</summary>
/// <param name="Point">The point.</param>
/// <param name="Title">Its title.</param>
/// <param name="Scale">What the numbers mean.</param>
/// <param name="Text">Where the text stands; null: it leaves the matter open.</param>
/// <param name="Compromise">The compromise mean, which the model has to better.</param>
/// <param name="Statuses">The share of runs in each status that occurs, by date.</param>
/// <param name="AgreedBy">The share of runs in which it was agreed by each date, whether or not it still is.</param>
/// <param name="DaysToAgreement">The days after which it is agreed.</param>
/// <param name="EndsWithout">The share of runs that end without it being agreed.</param>
/// <param name="BlocksAlone">The share of runs in which it alone of the assessed points is not agreed at the end.</param>
/// <param name="Parties">The parties, in the order of their names.</param>
/// <param name="AgreedAfter">In how many runs it was agreed for the first time after how many days, the fewest days first; in the others never.</param>
public sealed record PointForecast(
    PointId Point,
    string Title,
    ValueList<ScaleMark> Scale,
    double? Text,
    CompromiseSpread Compromise,
    ValueList<StatusShares> Statuses,
    ValueList<double> AgreedBy,
    DaysSpread DaysToAgreement,
    double EndsWithout,
    double BlocksAlone,
    ValueList<PartyForecast> Parties,
    ValueList<RunsAfter> AgreedAfter);

/// <summary>In how many runs something happens, for the first time, so many days after the last recorded one.</summary>
public sealed record RunsAfter(int Days, int Runs);

/// <summary>The compromise mean of the likeliest numbers, and of what the runs drew, 0 to 100.</summary>
public sealed record CompromiseSpread(double Likeliest, int P10, int Median, int P90);

/// <summary>The share of runs in which a point has a status, by date.</summary>
public sealed record StatusShares(PointStatus Status, ValueList<double> Shares);

/// <summary>A party on a point.</summary>
/// <param name="Party">The party.</param>
/// <param name="MustAgree">Nothing is agreed without it.</param>
/// <param name="Positions">Where it stands, by date.</param>
/// <param name="Stances">The share of runs in which it has each stance that occurs, by date.</param>
public sealed record PartyForecast(PartyId Party, bool MustAgree, ValueList<PositionSpread> Positions, ValueList<StanceShares> Stances);

/// <summary>Below which a tenth, half and nine tenths of the runs have a position, 0 to 100, to the nearest whole.</summary>
public sealed record PositionSpread(int P10, int Median, int P90);

/// <summary>The share of runs in which a party has a stance, by date.</summary>
public sealed record StanceShares(Stance Stance, ValueList<double> Shares);
