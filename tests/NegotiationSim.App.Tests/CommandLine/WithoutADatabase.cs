namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>Exit code 4, and a way out.</summary>
public sealed class WithoutADatabase : IDisposable
{
    // Not a temporary folder of .NET: that is closed to the account that the server runs as under root.
    private readonly string _data = Path.Combine(Path.GetTempPath(), $"negsim-cli-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    [Fact]
    public async Task The_ways_out_are_named()
    {
        var message = (await new Negsim().RunAsync("list", "--data-dir", _data)).Message(code: 4);

        message.ShouldContain("ConnectionStrings__negsim");
        message.ShouldContain("docker compose up -d");
        message.ShouldContain("apt-get install postgresql");
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=me;Password=hunter2", "127.0.0.1:1")]
    [InlineData("Host=no-such-host.invalid;Username=me;Password=hunter2", "no-such-host.invalid")]
    [InlineData("postgresql://me:hunter2@localhost/negsim", "key=value")]
    [InlineData("Password=hunter2;Hst=x", "key=value")]
    public async Task A_connection_string_that_leads_nowhere_is_told_without_its_password(string given, string told)
    {
        var message = (await new Negsim(given).RunAsync("list")).Message(code: 4);

        message.ShouldContain(told);
        message.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Help_works() => (await new Negsim().RunAsync("state", "--help")).Answer().ShouldContain("Examples:");

    [Fact]
    public async Task The_status_starts_nothing()
    {
        var status = (await new Negsim().RunAsync("db", "status", "--data-dir", _data)).Answer();

        status.ShouldBe($"no database yet, private, in {_data}: not running\n");
        Directory.Exists(_data).ShouldBeFalse();
    }
}
