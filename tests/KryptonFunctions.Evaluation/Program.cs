using System.CommandLine;
using KryptonFunctions.Evaluation;
using KryptonFunctions.Evaluation.Checking;
using KryptonFunctions.Evaluation.Condensing;
using KryptonFunctions.Evaluation.Generating;
using KryptonFunctions.Evaluation.Measuring;

const int wrongUse = 2;
var names = new Option<string>("--names") { HelpName = "DIR", Required = true };
var condense = new Command("condense", "Makes the name lists of the app from those of INSEE") { names };
condense.SetAction(
    (parsed, _) => NamesCondenser.RunAsync(parsed.GetRequiredValue(names), "shared/Identity/Data/names.bin")
);
var root = new RootCommand("Searches known persons in a generated population, and says who was found.")
{
    condense,
    GenerateVerb.Command(),
    CheckVerb.Command(),
    MeasureVerb.Command(),
};
EvaluateVerb.AddTo(root);

var result = root.Parse(args);
try
{
    var code = await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    return result.Errors.Count > 0 ? wrongUse : code;
}
catch (Exception wrong) when (wrong is FormatException or IOException or InvalidDataException)
{
    Console.Error.WriteLine(wrong.Message);
    return wrongUse;
}
