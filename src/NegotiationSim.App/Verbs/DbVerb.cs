using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.Store.Postgres;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim db</c>: the database behind the ledgers.</summary>
internal static class DbVerb
{
    public static Command Create()
    {
        var db = new Command("db", "The database behind the ledgers.");
        db.Subcommands.Add(Status());
        db.Subcommands.Add(Stop());
        return db;
    }

    private static Command Status()
    {
        var json = Parameters.Json();
        var verb = Verb.Create("status", "Which database is used, and whether it runs. Starts nothing.", "", "--json");
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            var settings = call.Settings();
            if (settings.ConnectionString is not null)
            {
                var database = await call.FindDatabaseAsync();
                Answer(call, json, new DatabaseAnswer("connection-string", true, database.Description, null, null));
                return ExitCode.Done;
            }

            var status = await new PrivatePostgres(settings).GetStatusAsync(call.Cancellation);
            Answer(call, json, DatabaseAnswer.Of(status));
            return ExitCode.Done;
        });
    }

    private static void Answer(Call call, Option<bool> json, DatabaseAnswer answer)
    {
        if (call.Get(json))
        {
            Terminal.Json(answer);
        }
        else
        {
            call.Terminal.Say($"{answer.Description}: {(answer.Running ? "running" : "not running")}");
        }
    }

    private static Command Stop()
    {
        var verb = Verb.Create("stop", "Stops the private database. The next command that needs it starts it again.", "");
        return verb.Does(async call =>
        {
            var settings = call.Settings();
            if (settings.ConnectionString is not null)
            {
                throw new CommandException(ExitCode.BadInput, "The database is named by a connection string; negsim did not start it and does not stop it.");
            }

            var stopped = await new PrivatePostgres(settings).StopAsync(call.Cancellation);
            call.Terminal.Say(stopped ? "The private database is stopped." : "The private database was not running.");
            return ExitCode.Done;
        });
    }
}

/// <summary>The answer of <c>negsim db status</c>.</summary>
/// <param name="Origin">connection-string, private-installed or private-embedded; null when there is no database yet.</param>
/// <param name="Running">It answers.</param>
/// <param name="Version">Version of the server.</param>
/// <param name="DataDirectory">Folder of a private database.</param>
internal sealed record DatabaseAnswer(string? Origin, bool Running, string Description, string? Version, string? DataDirectory)
{
    public static DatabaseAnswer Of(PrivatePostgresStatus status)
    {
        var version = status.Version is { } v ? $"PostgreSQL {v}" : "no database yet";
        return new(
            status.Origin is { } origin ? Domain.DomainJson.Text(origin) : null,
            status.IsRunning,
            $"{version}, private, in {status.DataDirectory}",
            status.Version,
            status.DataDirectory);
    }
}
