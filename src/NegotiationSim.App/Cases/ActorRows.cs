using System.Globalization;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Cases;

/// <summary>Gathers the actors of a file for a table, and finds what no model could work with.</summary>
internal sealed class ActorRows(ErrorList errors)
{
    private readonly List<(string Name, Mark At)> _actors = [];
    private readonly List<double> _positions = [];
    private readonly List<double> _saliences = [];
    private readonly List<double> _capabilities = [];

    public int Count => _actors.Count;

    public IEnumerable<string> Names => _actors.Select(a => a.Name);

    /// <summary>Adds an actor; a name that was there already is an error.</summary>
    public void Add(string name, Mark at, double capability, IReadOnlyCollection<double> positions, IReadOnlyCollection<double> saliences)
    {
        if (_actors.FindIndex(a => a.Name == name) is >= 0 and var same)
        {
            errors.Add(at, $"{Cell.Shown(name)} is the name of the actor at line {_actors[same].At.Line} already; expected a name of its own");
        }

        if (_actors.Count == ActorTable.MostActors)
        {
            errors.Add(at, $"more than {ActorTable.MostActors} actors, the most that are read");
        }

        _actors.Add((name, at));
        _capabilities.Add(capability);
        _positions.AddRange(positions);
        _saliences.AddRange(saliences);
    }

    /// <summary>An actor's saliences share one budget of 100.</summary>
    public void CheckBudget(string name, Mark at, IEnumerable<double> saliences)
    {
        if (saliences.Sum() is var spent && spent > 100 + ActorTable.BudgetTolerance)
        {
            errors.Add(at, $"the saliences of {name} sum to {spent.ToString("0.######", CultureInfo.InvariantCulture)}, expected at most 100 over all dimensions");
        }
    }

    public ActorTable Table(int dimensions) => new()
    {
        Names = [.. Names],
        Dimensions = dimensions,
        Positions = [.. _positions],
        Saliences = [.. _saliences],
        Capabilities = [.. _capabilities],
    };

    /// <summary>Names of dimensions, of which none may be there twice.</summary>
    public static void CheckNames(IReadOnlyList<(string Name, Mark At)> dimensions, ErrorList errors)
    {
        foreach (var group in dimensions.GroupBy(d => d.Name, StringComparer.Ordinal))
        {
            foreach (var again in group.Skip(1))
            {
                errors.Add(again.At, $"{Cell.Shown(again.Name)} is the name of a dimension already; expected a name of its own");
            }
        }

        if (dimensions.Count > ActorTable.MostDimensions)
        {
            errors.Add(dimensions[0].At, $"{Counted.Of(dimensions.Count, "dimension")}, expected at most {ActorTable.MostDimensions}");
        }
    }
}
