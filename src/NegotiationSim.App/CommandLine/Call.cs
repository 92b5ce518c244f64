using System.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;
using NegotiationSim.Store;
using NegotiationSim.Store.Postgres;

namespace NegotiationSim.App.CommandLine;

/// <summary>One call of a verb: what was asked for, where to write, and the ledgers.</summary>
internal sealed class Call(ParseResult parse, CancellationToken cancellation)
{
    public CancellationToken Cancellation { get; } = cancellation;

    public Terminal Terminal { get; } = new(parse.GetValue(Parameters.Ascii));

    public Glyphs Glyphs => new(Terminal.IsAscii);

    public T? Get<T>(Option<T> option) => parse.GetValue(option);

    public T Get<T>(Argument<T> argument) => parse.GetRequiredValue(argument);

    /// <summary>The database of this call: the one the settings name, else the private one, started if need be.</summary>
    /// <exception cref="CommandException">None can be had, or the settings are malformed.</exception>
    public async Task<Database> FindDatabaseAsync()
    {
        try
        {
            return await Database.FindAsync(Settings(), new Notes(Terminal), Cancellation);
        }
        catch (DatabaseUnavailableException e)
        {
            throw new CommandException(ExitCode.NoDatabase, e.Message);
        }
    }

    public DatabaseSettings Settings()
    {
        try
        {
            return DatabaseSettings.FromEnvironment(parse.GetValue(Parameters.DataDirectory));
        }
        catch (DatabaseUnavailableException e)
        {
            throw new CommandException(ExitCode.NoDatabase, e.Message);
        }
    }

    public async Task<LedgerStore> OpenStoreAsync()
    {
        if (Environment.ProcessorCount > 1)
        {
            _ = Task.Run(DomainJson.Prepare, Cancellation);
        }

        var database = await FindDatabaseAsync();
        return await LedgerStore.OpenAsync(database.ConnectionString, Cancellation);
    }

    /// <summary>The timelines of a negotiation.</summary>
    /// <exception cref="BadQuestion">Nothing is recorded under this name.</exception>
    public Task<Timelines> OpenAsync(LedgerStore store, string negotiation) => new Ledgers(store).OpenAsync(negotiation, Cancellation);

    private sealed class Notes(Terminal terminal) : IProgress<string>
    {
        public void Report(string value)
        {
            if (Terminal.IsWatched)
            {
                terminal.Note(value);
            }
        }
    }
}
