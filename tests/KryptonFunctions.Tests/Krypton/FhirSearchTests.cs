using System.Text;
using FsCheck.Xunit;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

public sealed class FhirSearchTests
{
    /// <summary>
    /// The FHIR rule, read backwards: an unescaped comma parts alternatives, an unescaped bar parts a token.
    /// </summary>
    private static List<string> Alternatives(string value)
    {
        var all = new List<string>();
        var one = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
            {
                one.Append(value[++i]);
            }
            else if (value[i] == ',')
            {
                all.Add(one.ToString());
                one.Clear();
            }
            else
            {
                one.Append(value[i]);
            }
        }

        all.Add(one.ToString());
        return all;
    }

    [Property]
    public bool AServerReadsBackExactlyTheAlternativesThatWereAsked(
        FsCheck.NonEmptyArray<FsCheck.NonNull<string>> names
    )
    {
        var asked = names.Get.Select(n => n.Get).ToList();
        return Alternatives(string.Join(',', asked.Select(FhirSearch.Escape))).SequenceEqual(asked);
    }

    [Property]
    public bool NoBarOrDollarOfANameIsLeftUnescaped(FsCheck.NonNull<string> name)
    {
        var escaped = FhirSearch.Escape(name.Get);
        return Enumerable
            .Range(0, escaped.Length)
            .Where(i => escaped[i] is '|' or '$')
            .All(i => i > 0 && escaped[i - 1] == '\\');
    }

    [Fact]
    public void AnInjectionAttemptStaysOneValue()
    {
        var parameters = FhirSearch.Parameters(new PatientQuery { Family = ["O,*&birthdate=1900|x$y\\"] }, 50);

        parameters
            .ShouldNotBeNull()
            .ShouldContain(new KeyValuePair<string, string>("family", @"O\,*&birthdate=1900\|x\$y\\"));
    }

    [Fact]
    public void AnIdentifierIsSentWithItsAuthorityAsAUri() =>
        FhirSearch
            .Parameters(
                new PatientQuery
                {
                    Identifiers = [new("1.2.250.1.213.1.4.8", "285022003300156"), new("https://x|y", "1,2")],
                },
                50
            )
            .ShouldNotBeNull()
            .ShouldContain(
                new KeyValuePair<string, string>(
                    "identifier",
                    @"urn:oid:1.2.250.1.213.1.4.8|285022003300156,https://x\|y|1\,2"
                )
            );

    [Fact]
    public void AQueryWithoutACriterionIsNotSent()
    {
        FhirSearch.Parameters(new PatientQuery(), 50).ShouldBeNull();
        FhirSearch.Parameters(new PatientQuery { Gender = Sex.Female }, 50).ShouldBeNull();
    }

    [Fact]
    public void ACriterionThatIsBlankDoesNotWidenTheSearch() =>
        FhirSearch.Parameters(new PatientQuery { Family = ["DUPONT"], BirthDate = [" "] }, 50).ShouldBeNull();
}
