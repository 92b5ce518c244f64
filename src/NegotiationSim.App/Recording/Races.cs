using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace NegotiationSim.App.Recording;

/// <summary>What a handler does when somebody else was faster: load and decide again.</summary>
internal static class Races
{
    /// <summary>
    /// Each try loses to at least one other writer that won, so as many writers as tries can record at once. Those who lost
    /// wait a little longer each time, which lets the others through.
    /// </summary>
    private const int Tries = 20;

    public static void TryAgainAfter<TLost>(this HandlerChain chain)
        where TLost : Exception =>
        chain.OnException<TLost>().RetryWithCooldown([.. Enumerable.Range(0, Tries - 1).Select(again => TimeSpan.FromMilliseconds(10 * again))]);
}
