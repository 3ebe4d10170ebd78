using Krypton.Evaluation.Condensing;

return args switch
{
    ["condense", "--names", var names] => await NamesCondenser.RunAsync(names, "shared/Identity/Data/names.bin"),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: condense --names DIR");
    return 2;
}
