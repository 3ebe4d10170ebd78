using Hl7.Fhir.Model;
using KryptonFunctions.Krypton;
using Task = System.Threading.Tasks.Task;

namespace Runner.Platforms;

/// <summary>
/// What the CapabilityStatement says: version, orders, AuditEvents; and whether establishments are listed.
/// </summary>
internal sealed class FhirQuestions(PlatformCaller caller, PlatformReport report)
{
    private const string Address = "Krypton__FhirBaseUrl";
    private const string Metadata = "FHIR metadata";
    private const string Audit = "AuditEvent";
    private const string Parameter = "AuditSearchParameter";

    /// <returns>False where no FHIR server answers there, so that nothing more need be asked.</returns>
    public async Task<bool> AskAsync(CancellationToken stop)
    {
        switch (await caller.FhirAsync("metadata", stop))
        {
            case KryptonReply.Failed failed:
                report.Fails(Metadata, Address, failed.Fault);
                return false;
            case KryptonReply.Answer { Success: false } answer:
                report.Fails(Metadata, Address, KryptonFault.Bad($"http-{(int)answer.Status}"));
                return false;
            case KryptonReply.Answer answer:
                if (!FhirBody.TryRead<CapabilityStatement>(answer.Body, out var statement, out var fault))
                {
                    report.Fails(Metadata, Address, fault);
                    return false;
                }

                Read(statement);
                break;
        }

        await AskForEstablishmentsAsync(stop);
        return true;
    }

    private void Read(CapabilityStatement statement)
    {
        var version = FhirBody.Text(statement.FhirVersionElement) ?? "";
        if (version.StartsWith("4.0", StringComparison.Ordinal))
        {
            report.Fits(Metadata, $"a CapabilityStatement of FHIR {version}.");
        }
        else
        {
            report.Fails(Metadata, $"the server speaks FHIR '{version}', and R4 (4.0) is needed.");
        }

        var resources = statement.Rest.SelectMany(rest => rest.Resource).ToList();
        var tasks = resources.Find(resource => FhirBody.Text(resource.TypeElement) == "Task");
        if (resources.Count > 0 && tasks is null)
        {
            report.Fails("Task", "the server names no Task among its resources, so no study can be ordered.");
        }
        else
        {
            report.Open("Task", "whether an order is executed can be seen by an order only; none is placed here.");
        }

        ReadAudit(resources.Find(resource => FhirBody.Text(resource.TypeElement) == Audit), resources.Count > 0);
    }

    private void ReadAudit(CapabilityStatement.ResourceComponent? audit, bool isListed)
    {
        if (audit is null)
        {
            report.Set(Parameter, "entity:identifier");
            if (isListed)
            {
                report.Fails(Audit, "the server names none among its resources: our accesses would not be told to it.");
            }
            else
            {
                report.Open(Audit, "the server does not say by what it finds them; the default is R4's.");
            }

            return;
        }

        var names = audit.SearchParam.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Contains("entity"))
        {
            report.Set(Parameter, "entity:identifier");
            report.Fits(Audit, "found by entity, as R4 has it: a repeat leaves one.");
        }
        else if (names.Contains("identifier"))
        {
            report.Set(Parameter, "identifier");
            report.Fits(Audit, "found by identifier, which R4 does not have: a repeat leaves one.");
        }
        else
        {
            report.Set(Parameter, "");
            report.Note(Audit, "found neither by entity nor by identifier: a repeat may leave two with one trace id.");
        }
    }

    private async Task AskForEstablishmentsAsync(CancellationToken stop)
    {
        const string question = "Organization";
        switch (await caller.FhirAsync("Organization?_count=1", stop))
        {
            case KryptonReply.Answer { Success: true } answer
                when FhirBody.TryRead<Bundle>(answer.Body, out var b, out _):
                report.Fits(question, b.Entry.Count > 0 ? "establishments are listed." : "the list is empty.");
                break;
            default:
                report.Fails(question, "no list of establishments: none could be named beside a record.");
                break;
        }
    }
}
