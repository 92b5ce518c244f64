using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// A model was given what it cannot work with. Nothing was run. Callers who want the faults without an exception ask the
/// input for its <c>Faults</c> first.
/// </summary>
public sealed class RefusedInputException : ArgumentException
{
    internal RefusedInputException(string subject, IReadOnlyList<Fault> faults)
        : base($"{subject}: " + string.Join("; ", faults.Select(f => $"{f.Member}: {f.Expected}"))) => Faults = faults;

    /// <summary>Everything that is wrong, each with the member that it is in and what was expected there.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>Throws when there are faults.</summary>
    internal static void ThrowIfAny(string subject, IEnumerable<Fault> faults)
    {
        var found = faults.Take(Shown).ToList();
        if (found.Count > 0) throw new RefusedInputException(subject, found);
    }

    /// <summary>The first faults are enough to mend a table; a table of nothing but NaN would otherwise fill the screen.</summary>
    private const int Shown = 20;
}
