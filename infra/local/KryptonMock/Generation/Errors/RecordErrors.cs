namespace KryptonMock.Generation.Errors;

/// <summary>All errors, in the order in which they befall a record: names as such before slips of the pen.</summary>
internal static class RecordErrors
{
    public static IReadOnlyList<IRecordError> All { get; } =
    [
        new SurnameTruncated(),
        new SurnameInverted(),
        new ParticleDropped(),
        new ParticleGlued(),
        new SaintAbbreviated(),
        new OtherGivenName(),
        new GivenNameTruncated(),
        new ListedVariant(),
        new SurnameRespelled(),
        new SurnameMistyped(),
        new GivenNameRespelled(),
        new GivenNameMistyped(),
        new AllGivenNames(),
        new NamesExchanged(),
        new DayAndMonthExchanged(),
        new DatePartWrong(),
        new PlaceholderDate(),
        new DateMissing(),
        new SexWrong(),
        new BirthPlaceWrong(),
        new BirthPlaceMissing(),
    ];
}
