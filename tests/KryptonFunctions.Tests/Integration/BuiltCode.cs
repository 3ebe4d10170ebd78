using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Integration;

/// <summary>C# of an integrator, compiled as a new project of theirs would be.</summary>
internal static class BuiltCode
{
    /// <summary>What <c>ImplicitUsings</c> gives a project.</summary>
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The method of a class in these sources, which must compile without an error.</summary>
    public static MethodInfo Method(string type, string method, params string[] sources)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable
        );
        var built = CSharpCompilation.Create(
            $"Integrator{Guid.NewGuid():N}",
            [.. sources.Append(Usings).Select(source => CSharpSyntaxTree.ParseText(source))],
            References,
            options
        );
        using var assembly = new MemoryStream();
        var result = built.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()).ShouldBeEmpty();
        return Assembly.Load(assembly.ToArray()).GetType(type)!.GetMethod(method)!;
    }
}
