using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// An assessment read against a timeline: what every run of the forecast starts from. Parties are in the order of their
/// names and points in that of the text, so that the order in the file changes nothing.
/// </summary>
public sealed class ForecastPlan
{
    /// <summary>The most runs of a forecast.</summary>
    public const int MostRuns = 1_000_000;

    /// <summary>The most cells, parties times points.</summary>
    public const int MostCells = 1_000;

    /// <summary>The most days that are simulated.</summary>
    public const int MostDays = 3_660;

    /// <summary>The most shocks that an assessment names, and in a year of a run.</summary>
    public const int MostShocks = 100;

    /// <summary>The most that a shock multiplies a capability or a salience by; of a capability its inverse is the least.</summary>
    public const double MostFactor = 1_000;

    private ForecastPlan(PlanReading reading)
    {
        Assessment = reading.Assessment;
        From = reading.From;
        Base = reading.Base;
        State = reading.State;
        Model = reading.Model!;
        Parties = [.. reading.Parties];
        Points = [.. reading.Points];
        Required = [.. reading.Required];
        Positions = reading.Positions;
        Starts = reading.Starts;
        Saliences = reading.Saliences;
        Recorded = reading.Recorded;
        Groups = reading.Groups;
        Sets = reading.Sets;
        Inputs = reading.Inputs();
    }

    public Assessment Assessment { get; }

    /// <summary>The last day that is taken from the record.</summary>
    public DateOnly From { get; }

    /// <summary>The last day that is simulated.</summary>
    public DateOnly Until => Assessment.Until;

    /// <summary>The timeline up to <see cref="From"/>, as it was known by then or by the day that the assessment says.</summary>
    public Timeline Base { get; }

    /// <summary>Where the talks stand at the end of <see cref="From"/>. Never changed: runs copy it.</summary>
    public State State { get; }

    public Model Model { get; }

    public ValueList<AssessedParty> Parties { get; }

    public ValueList<AssessedPoint> Points { get; }

    /// <summary>Whether each party must agree.</summary>
    public ValueList<bool> Required { get; }

    /// <summary>What is judged that a run draws once, with its name: <c>UKR position on UA-20/14</c>.</summary>
    public IReadOnlyList<ForecastInput> Inputs { get; }

    /// <summary>Which points are settled together, by their places.</summary>
    public IReadOnlyList<int[]> Groups { get; }

    /// <summary>The place of a cell in rows of parties, columns of points.</summary>
    public int CellAt(int party, int point) => (party * Points.Count) + point;

    internal Estimate[] Positions { get; }

    /// <summary>Where each cell may start, by the stance recorded.</summary>
    internal Region[] Starts { get; }

    internal Estimate[] Saliences { get; }

    internal Stance[] Recorded { get; }

    internal IReadOnlyList<UnnamedWorlds> Sets { get; }

    /// <summary>Reads an assessment against a timeline, or tells everything that is wrong with it.</summary>
    /// <param name="assessment">The assessment.</param>
    /// <param name="timelineKnownBy">The timeline that it is about, as known by a day; null: by all that is recorded.</param>
    public static (ForecastPlan? Plan, IReadOnlyList<Fault> Faults) Of(Assessment assessment, Func<DateOnly?, Timeline> timelineKnownBy)
    {
        var reading = new PlanReading(assessment);
        return reading.Read(timelineKnownBy) ? (new ForecastPlan(reading), []) : (null, reading.Faults);
    }

    /// <summary>The compromise mean of the likeliest numbers of each point, 0 to 100.</summary>
    public double[] CompromiseMeans() => Compromise.Means(new ActorTable
    {
        Names = [.. Parties.Select(p => p.Party.Value)],
        Dimensions = Points.Count,
        Positions = [.. Positions.Select(p => p.Mode)],
        Saliences = [.. Saliences.Select(s => s.Mode)],
        Capabilities = [.. Parties.Select(p => p.Capability.Mode)],
    });
}

/// <summary>What a judged number is about.</summary>
public enum InputKind
{
    Capability,
    Position,
    Salience,
    DaysPerRound,
    Cancelled,
    BreaksOff,
    NoAgreement,
    Firmness,
    Shock,
}

/// <summary>A judged number of which each run draws one.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Index">Of which party, cell or shock.</param>
/// <param name="Estimate">The judgement.</param>
public sealed record ForecastInput(string Name, InputKind Kind, int Index, Estimate Estimate);
