using KryptonMock.Generation.Records;

namespace KryptonMock.Generation.Errors;

/// <summary><c>DUPONT-MARTIN</c> → <c>DUPONT</c>.</summary>
internal sealed class SurnameTruncated : IRecordError
{
    public double Rate(RecordDraft draft) =>
        draft.BirthName.Contains('-') || draft.UsedName?.Contains('-') == true ? 0.25 : 0;

    public void Apply(RecordDraft draft, Random random) => draft.ChangeSurnames(name => name.Split('-')[0]);
}

/// <summary><c>DUPONT-MARTIN</c> → <c>MARTIN-DUPONT</c>.</summary>
internal sealed class SurnameInverted : IRecordError
{
    public double Rate(RecordDraft draft) =>
        draft.BirthName.Contains('-') || draft.UsedName?.Contains('-') == true ? 0.03 : 0;

    public void Apply(RecordDraft draft, Random random) =>
        draft.ChangeSurnames(name => string.Join('-', name.Split('-').Reverse()));
}

/// <summary><c>DE LA TOUR</c> → <c>TOUR</c>.</summary>
internal sealed class ParticleDropped : IRecordError
{
    public double Rate(RecordDraft draft) =>
        Particles.Begin(draft.BirthName) || Particles.Begin(draft.UsedName) ? 0.04 : 0;

    public void Apply(RecordDraft draft, Random random) => draft.ChangeSurnames(Particles.Drop);
}

/// <summary><c>LE GALL</c> → <c>LEGALL</c>.</summary>
internal sealed class ParticleGlued : IRecordError
{
    public double Rate(RecordDraft draft) =>
        Particles.Begin(draft.BirthName) || Particles.Begin(draft.UsedName) ? 0.08 : 0;

    public void Apply(RecordDraft draft, Random random) => draft.ChangeSurnames(Particles.Glue);
}

/// <summary><c>SAINT-MARTIN</c> → <c>ST-MARTIN</c>.</summary>
internal sealed class SaintAbbreviated : IRecordError
{
    public double Rate(RecordDraft draft) =>
        Abbreviate(draft.BirthName) != draft.BirthName || (draft.UsedName is { } used && Abbreviate(used) != used)
            ? 0.15
            : 0;

    public void Apply(RecordDraft draft, Random random) => draft.ChangeSurnames(Abbreviate);

    private static string Abbreviate(string name) =>
        name switch
        {
            ['S', 'A', 'I', 'N', 'T', '-' or ' ', ..] => "ST" + name[5..],
            ['S', 'A', 'I', 'N', 'T', 'E', '-' or ' ', ..] => "STE" + name[6..],
            _ => name,
        };
}

/// <summary>Written as heard.</summary>
internal sealed class SurnameRespelled : IRecordError
{
    public double Rate(RecordDraft draft) => 0.015;

    public void Apply(RecordDraft draft, Random random) =>
        draft.ChangeOneSurname(random, name => Respelling.Of(name, random));
}

/// <summary>A slip of the pen.</summary>
internal sealed class SurnameMistyped : IRecordError
{
    public double Rate(RecordDraft draft) => 0.02;

    public void Apply(RecordDraft draft, Random random) =>
        draft.ChangeOneSurname(random, name => Slip.In(name, random));
}
