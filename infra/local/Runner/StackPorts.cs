using System.Net;
using System.Net.Sockets;

namespace Runner;

/// <summary>Where the parts of the local set-up listen; 0 stands for any free port.</summary>
public sealed record StackPorts(int Blob, int Queue, int Table, int Mock, int Dcc, int Functions)
{
    /// <summary>How many they are.</summary>
    internal const int Count = 6;

    /// <summary>The ports that the documents, <c>func start</c> and <c>UseDevelopmentStorage=true</c> know.</summary>
    public static StackPorts WellKnown { get; } = new(10000, 10001, 10002, 8085, 8090, 7071);

    /// <summary>Any that are free, for tests that run side by side.</summary>
    public static StackPorts Free { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Six in a row.</summary>
    public static StackPorts From(int first) => new(first, first + 1, first + 2, first + 3, first + 4, first + 5);

    /// <summary>Six in a row that nobody uses now: for parts that are started one after the other.</summary>
    public static StackPorts FreeInARow()
    {
        while (true)
        {
            var first = Random.Shared.Next(20_000, 32_000);
            if (Enumerable.Range(first, Count).All(IsFree))
            {
                return From(first);
            }
        }
    }

    /// <summary>
    /// Gives the mock, the stand-in and the functions a number each, since they must know one another's before they
    /// start, and sees to it that the ports of what will be started are free. Azurite finds its own, for a predecessor
    /// may still be saving.
    /// </summary>
    /// <exception cref="RunnerException">A port is in use.</exception>
    internal StackPorts Settle(StackOptions options) =>
        this with
        {
            Mock = Settle(Mock, "the Krypton mock", options.WithBackends),
            Dcc = Settle(Dcc, "the DCC stand-in", options.WithBackends),
            Functions = Settle(Functions, "the functions", options.WithFunctions),
        };

    private static bool IsFree(int port)
    {
        try
        {
            Probe(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int Probe(IPAddress address, int port)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        catch (SocketException absent)
            when (absent.SocketErrorCode == SocketError.AddressNotAvailable
                && address.AddressFamily == AddressFamily.InterNetworkV6
            )
        {
            return port; // IPv6 is known to the system and switched off
        }
    }

    private static int Settle(int port, string part, bool willListen)
    {
        if (!willListen)
        {
            return port;
        }

        try
        {
            // 'localhost' is both addresses: a program on the other one would be asked in place of ours.
            var settled = Probe(IPAddress.Loopback, port);
            return Socket.OSSupportsIPv6 && port != 0 ? Probe(IPAddress.IPv6Loopback, port) : settled;
        }
        catch (SocketException inUse)
        {
            throw new RunnerException(
                ExitCode.PortInUse,
                $"Port {port}, meant for {part}, is in use by another program: stop it, or choose other ports with "
                    + "--ports.",
                inUse
            );
        }
    }
}
