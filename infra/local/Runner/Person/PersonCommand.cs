using System.CommandLine;
using System.CommandLine.Parsing;
using KryptonFunctions.Access;

namespace Runner.Person;

/// <summary>The options of the verb <c>person</c>.</summary>
internal sealed class PersonCommand
{
    /// <summary>Of the NIR, under which nearly everybody has the INS.</summary>
    private const string NirOid = "1.2.250.1.213.1.4.8";

    private const int MaxId = 64;

    private readonly Option<string> officer = new("--officer")
    {
        HelpName = "USER",
        Description = "Who answers the request; it is traced under this name",
        Required = true,
    };

    private readonly Option<bool> ins = new("--ins")
    {
        Description = "By INS: one line of the standard input, so that no list of processes shows it",
    };

    private readonly Option<string> insOid = new("--ins-oid")
    {
        HelpName = "OID",
        Description = "The register of the INS (default: that of the NIR)",
        DefaultValueFactory = _ => NirOid,
    };

    private readonly Option<string[]> patient = new("--patient")
    {
        HelpName = "ID",
        Description = "By Krypton's id of a record, once for each",
    };

    private readonly Option<string?> rcp = new("--rcp")
    {
        HelpName = "ID",
        Description = "With --prefiche: by pré-fiche",
    };

    private readonly Option<string?> preFiche = new("--prefiche") { HelpName = "ID", Description = "With --rcp" };

    private readonly Option<bool> erase = new("--erase")
    {
        Description = "Erases what the law lets be erased, and says what is kept and why",
    };

    public Command Build(Option<string?> account, Option<string?> export)
    {
        officer.Validators.Add(result => CheckId(result, DccIds.IsValid));
        rcp.Validators.Add(result => CheckId(result, DccIds.IsValid));
        preFiche.Validators.Add(result => CheckId(result, DccIds.IsValid));
        patient.Validators.Add(result => CheckId(result, IsFhirId));
        var command = new Command("person", "What is known of a person who asks, and what can be erased of it")
        {
            officer,
            ins,
            insOid,
            patient,
            rcp,
            preFiche,
            erase,
            account,
            export,
        };
        command.Validators.Add(Check);
        return command;
    }

    public PersonRequest Read(ParseResult parsed) =>
        new()
        {
            Officer = parsed.GetValue(officer)!,
            InsOid = parsed.GetValue(ins) ? parsed.GetValue(insOid) : null,
            PatientIds = parsed.GetValue(patient) ?? [],
            Rcp = parsed.GetValue(rcp),
            PreFiche = parsed.GetValue(preFiche),
            Erase = parsed.GetValue(erase),
        };

    private void Check(CommandResult given)
    {
        if (given.GetResult(rcp) is null != given.GetResult(preFiche) is null)
        {
            given.AddError("--rcp and --prefiche go together.");
        }
        else if (given.GetResult(ins) is null && given.GetResult(patient) is null && given.GetResult(rcp) is null)
        {
            given.AddError("Name the person: --ins, --patient, or --rcp and --prefiche.");
        }
    }

    private static bool IsFhirId(string id) =>
        id.Length is > 0 and <= MaxId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');

    /// <summary>The value is not repeated: it might be a name or a number that has no place here.</summary>
    private static void CheckId(OptionResult given, Func<string, bool> isValid)
    {
        if (given.Tokens.Any(token => !isValid(token.Value)))
        {
            given.AddError($"{given.Option.Name} is no id.");
        }
    }
}
