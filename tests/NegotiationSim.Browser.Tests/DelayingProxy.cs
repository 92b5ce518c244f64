using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace NegotiationSim.Browser.Tests;

/// <summary>Stands between a browser and the server, and holds back every byte, each way, for half of a round trip.</summary>
internal sealed class DelayingProxy : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _under = [];
    private readonly int _port;
    private readonly TimeSpan _delay;

    /// <param name="address">The server's.</param>
    /// <param name="roundTrip">How much later an answer comes.</param>
    public DelayingProxy(string address, TimeSpan roundTrip)
    {
        (_port, _delay) = (new Uri(address).Port, roundTrip / 2);
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _under.Add(AcceptAsync());
    }

    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_under);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _under.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var from = client;
        using var to = new TcpClient { NoDelay = true };
        from.NoDelay = true;
        try
        {
            await to.ConnectAsync(IPAddress.Loopback, _port, _end.Token);
            await Task.WhenAll(PumpAsync(from, to), PumpAsync(to, from));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or InvalidOperationException)
        {
        }
    }

    /// <summary>Passes on what comes, in its order, each part when it is late enough; parts follow each other undelayed.</summary>
    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var parts = Channel.CreateUnbounded<(DateTime Due, byte[] Bytes)>();
        var writing = Task.Run(
            async () =>
            {
                await foreach (var (due, bytes) in parts.Reader.ReadAllAsync(_end.Token))
                {
                    if (due - DateTime.UtcNow is { Ticks: > 0 } wait)
                    {
                        await Task.Delay(wait, _end.Token);
                    }

                    await to.GetStream().WriteAsync(bytes, _end.Token);
                }

                to.Client.Shutdown(SocketShutdown.Send);
            },
            _end.Token);
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var count)
            {
                parts.Writer.TryWrite((DateTime.UtcNow + _delay, buffer[..count]));
            }
        }
        finally
        {
            parts.Writer.Complete();
        }

        await writing;
    }
}
