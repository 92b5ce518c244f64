using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.App.Forecasting;
using NegotiationSim.Store;
using Wolverine;

namespace NegotiationSim.App.Recording;

/// <summary>
/// Wolverine, started for the commands that write. Commands are handled in this process and while the caller waits, so it
/// keeps no inbox, no outbox and no agents.
/// </summary>
public sealed class Recorder : IAsyncDisposable
{
    private readonly IHost _host;

    private Recorder(IHost host) => _host = host;

    public static async Task<Recorder> StartAsync(LedgerStore store, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(store);
        builder.UseWolverine(Configure);
        var host = builder.Build();
        await host.StartAsync(cancellation);
        return new Recorder(host);
    }

    /// <summary>
    /// For the commands that write, the server and workers alike. The code that Wolverine makes around the handlers is compiled
    /// into this assembly (Internal/Generated): making it at every start costs more than all the rest of a command. A test compares it with what Wolverine would make.
    /// </summary>
    public static void Configure(WolverineOptions options)
    {
        options.Durability.Mode = DurabilityMode.MediatorOnly;
        options.Discovery.DisableConventionalDiscovery()
            .IncludeType(typeof(RecordEventsHandler))
            .IncludeType(typeof(RecordWhatIfHandler))
            .IncludeType(typeof(RebaseWhatIfHandler))
            .IncludeType(typeof(CountRunsHandler));
        options.ApplicationAssembly = typeof(RecordEventsHandler).Assembly;
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
    }

    public Task<RecordingOutcome> RecordAsync(RecordEvents command, CancellationToken cancellation) =>
        InvokeAsync<RecordingOutcome>(command, cancellation);

    public Task<ForkOutcome> RecordAsync(RecordWhatIf command, CancellationToken cancellation) =>
        InvokeAsync<ForkOutcome>(command, cancellation);

    public Task<RebaseOutcome> RebaseAsync(RebaseWhatIf command, CancellationToken cancellation) =>
        InvokeAsync<RebaseOutcome>(command, cancellation);

    private Task<T> InvokeAsync<T>(object command, CancellationToken cancellation) =>
        _host.Services.GetRequiredService<IMessageBus>().InvokeAsync<T>(command, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            _host.Dispose();
        }
    }
}
