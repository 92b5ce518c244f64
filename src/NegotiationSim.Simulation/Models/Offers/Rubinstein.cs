namespace NegotiationSim.Simulation;

/// <summary>
/// Rubinstein's alternating offers: two players divide 1, take turns to propose, and what is agreed a period later is worth
/// less. It assumes that both know both discounts and reason all the way back. Then the first proposal is accepted.
/// </summary>
/// <remarks>
/// Rubinstein, "Perfect equilibrium in a bargaining model", Econometrica 50, 1982; with a last period, Ståhl 1972. Being more
/// patient never hurts.
/// </remarks>
public static class Rubinstein
{
    /// <summary>The proposer's share without a last period: (1 - δ_r) / (1 - δ_p δ_r).</summary>
    /// <param name="proposer">Discount of the player who proposes first, in [0, 1).</param>
    /// <param name="responder">Discount of the other, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A discount is outside.</exception>
    public static double ProposerShare(double proposer, double responder)
    {
        Check(proposer, nameof(proposer));
        Check(responder, nameof(responder));
        return (1 - responder) / (1 - (proposer * responder));
    }

    /// <summary>The share of the player who proposes first when there is a last period, by backward induction.</summary>
    /// <param name="periods">How many proposals there can be, from 1; players take turns.</param>
    /// <inheritdoc cref="ProposerShare(double, double)"/>
    public static double ProposerShare(int periods, double proposer, double responder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 1);
        Check(proposer, nameof(proposer));
        Check(responder, nameof(responder));
        var share = 1.0; // of whoever proposes, in the last period
        for (var period = periods - 1; period >= 1; period--)
        {
            var waits = period % 2 == 1 ? responder : proposer; // who is offered what waiting is worth
            share = 1 - (waits * share);
        }

        return share;
    }

    private static void Check(double discount, string name)
    {
        if (!(discount >= 0 && discount < 1)) throw new ArgumentOutOfRangeException(name, "A discount is in [0, 1).");
    }
}
