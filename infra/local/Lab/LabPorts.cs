using System.Net;
using System.Net.Sockets;

namespace Lab;

/// <summary>Where an Orthanc listens; 0 stands for any free port.</summary>
/// <param name="Http">REST and DICOMweb.</param>
/// <param name="Dicom">DIMSE.</param>
public sealed record ArchivePorts(int Http, int Dicom)
{
    /// <summary>Gives a number to what has none, and sees to it that both are free.</summary>
    /// <exception cref="LabException">A port is in use.</exception>
    internal ArchivePorts Settle() => new(Settle(Http), Settle(Dicom));

    private static int Settle(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        catch (SocketException inUse)
        {
            throw new LabException(
                LabProblem.PortInUse,
                $"Port {port}, meant for an Orthanc of the lab, is in use by another program: stop it, or choose other "
                    + "ports with --ports.",
                inUse
            );
        }
    }
}

/// <summary>Where the three Orthanc of the lab listen.</summary>
public sealed record LabPorts(ArchivePorts SiteA, ArchivePorts SiteB, ArchivePorts Central)
{
    /// <summary>Beside Orthanc's usual ones, which the service of the package may hold.</summary>
    public static LabPorts WellKnown { get; } = new(new(8051, 4251), new(8052, 4252), new(8053, 4253));

    /// <summary>Any that are free, for tests that run side by side.</summary>
    public static LabPorts Free { get; } = new(new(0, 0), new(0, 0), new(0, 0));

    /// <summary>Six in a row.</summary>
    public static LabPorts From(int first) =>
        new(new(first, first + 1), new(first + 2, first + 3), new(first + 4, first + 5));
}
