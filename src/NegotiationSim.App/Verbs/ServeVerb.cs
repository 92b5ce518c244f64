using System.CommandLine;
using System.Diagnostics;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Server;
using NegotiationSim.Store;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim serve</c>: the API and the pages.</summary>
internal static class ServeVerb
{
    private const int Port = 5080;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port on this machine; 0 takes any that is free.", HelpName = "N", DefaultValueFactory = _ => Port };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number is >= 0 and <= 65_535))
            {
                result.AddError($"'{token.Value}' is not a port: expected 0 to 65535");
            }
        });
        var open = new Option<bool>("--open") { Description = "Open the first page in the browser." };
        var verb = Verb.Create(
            "serve",
            "Serves the pages and the HTTP API on this machine, until Ctrl-C. Nobody else's machine can reach it.",
            "--open",
            "--port 0");
        verb.Options.Add(port);
        verb.Options.Add(open);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            await RunAsync(call, store, call.Get(port), call.Get(open));
            return ExitCode.Done;
        });
    }

    /// <summary>Not part of the verb's own method: what ASP.NET Core needs is loaded when a server is started, and not for help.</summary>
    private static async Task RunAsync(Call call, LedgerStore store, int port, bool open)
    {
        await using var app = NegsimServer.Create(store, port);
        try
        {
            await app.StartAsync(call.Cancellation);
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCode.Failure, $"Port {port} cannot be used: {e.Message} Name another with --port, or 0 for any that is free.");
        }

        var address = NegsimServer.AddressOf(app);
        call.Terminal.Say(address);
        call.Terminal.Note("Ctrl-C ends it.");
        if (open)
        {
            Open(call, address);
        }

        var warming = NegsimServer.WarmUpAsync(app, call.Cancellation);
        try
        {
            await Task.Delay(Timeout.Infinite, call.Cancellation);
        }
        catch (OperationCanceledException)
        {
            await warming;
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static void Open(Call call, string address)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            call.Terminal.Note($"No browser could be opened: {e.Message}");
        }
    }
}
