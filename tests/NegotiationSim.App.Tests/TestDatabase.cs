using System.Net.Sockets;
using NegotiationSim.App.Tests;
using NegotiationSim.Domain;
using NegotiationSim.Store;
using NegotiationSim.Store.Postgres;
using Npgsql;
using Testcontainers.PostgreSql;

[assembly: AssemblyFixture(typeof(TestServer))]

namespace NegotiationSim.App.Tests;

/// <summary>
/// The one PostgreSQL server of a test run: that of <c>ConnectionStrings__negsim_tests</c> when set, else a container where
/// an engine answers, else a private server from the system's binaries. When there is none, every test that needs one fails.
/// </summary>
public sealed class TestServer : IAsyncLifetime
{
    private const string Image = "postgres:18.4"; // as in docker-compose.yml
    private const string Variable = "ConnectionStrings__negsim_tests";

    private PostgreSqlContainer? _container;
    private PrivatePostgres? _private;
    private string _folder = "";

    /// <summary>A database of the server that may be connected to in order to create others.</summary>
    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            ConnectionString = given;
            Console.WriteLine($"Tests use the PostgreSQL of {Variable}.");
        }
        else if (await TryContainerAsync() is { } container)
        {
            _container = container;
            ConnectionString = container.GetConnectionString();
            Console.WriteLine($"Tests use PostgreSQL in a container of {Image}.");
        }
        else
        {
            _folder = Directory.CreateTempSubdirectory("negsim-tests-").FullName;
            _private = new PrivatePostgres(new DatabaseSettings { DataDirectory = Path.Combine(_folder, "data") });
            if (!OperatingSystem.IsWindows())
            {
                // Under root the server has an account of its own, which must be able to reach its folder.
                File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            }

            var database = await _private.StartAsync();
            ConnectionString = database.ConnectionString;
            Console.WriteLine($"Tests use {database.Description}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_container is not null)
        {
            await _container.DisposeAsync();
        }

        if (_private is not null)
        {
            await _private.StopAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>A container, or null where no engine answers within seconds or its image cannot be had.</summary>
    private static async Task<PostgreSqlContainer?> TryContainerAsync()
    {
        if (!await EngineAnswersAsync())
        {
            return null;
        }

        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var container = new PostgreSqlBuilder(Image).Build();
            await container.StartAsync(limit.Token);
            return container;
        }
        catch (Exception e)
        {
            Console.WriteLine($"No container of {Image}: {e.Message}");
            return null;
        }
    }

    /// <summary>Asks the engine's socket before Testcontainers does, which would look for it for half a minute.</summary>
    private static async Task<bool> EngineAnswersAsync()
    {
        var host = new Uri(Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } named ? named : "unix:///var/run/docker.sock");
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            using var socket = host.Scheme == "unix"
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            await (host.Scheme == "unix"
                ? socket.ConnectAsync(new UnixDomainSocketEndPoint(host.AbsolutePath), limit.Token)
                : socket.ConnectAsync(host.Host, host.Port, limit.Token));
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}

/// <summary>A fresh, empty database for one test class.</summary>
public sealed class TestDatabase(TestServer server) : IAsyncLifetime
{
    private readonly string _name = $"negsim_test_{Guid.NewGuid():N}";

    public string ConnectionString { get; private set; } = "";

    /// <summary>The ledgers in it.</summary>
    public LedgerStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await OnServerAsync($"create database {_name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = _name }.ConnectionString;
        Store = await LedgerStore.OpenAsync(ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await OnServerAsync($"drop database {_name} with (force)");
    }

    /// <summary>Runs one statement behind the store's back.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(ConnectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of a query's rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql)
    {
        await using var database = NpgsqlDataSource.Create(ConnectionString);
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetFieldValue<T>(0));
        }

        return values;
    }

    /// <summary>The history rows of a negotiation as text, in the order of their key.</summary>
    public Task<IReadOnlyList<string>> HistoryRowsAsync(NegotiationId negotiation) => QueryAsync<string>(
        $"""
        select (to_jsonb(h) - 'negotiation')::text from negsim.point_history h
        where negotiation = '{negotiation}' order by kind, subject, party, known_from, valid_from
        """);

    private async Task OnServerAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
