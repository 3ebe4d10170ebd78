using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host;
using WorkerHost.Workers;

namespace WorkerHost.Jobs;

/// <summary>
/// The extensions know functions as methods with attributes. For each function of the worker a method is made at run
/// time that bears the attributes of its bindings and hands its arguments to the <see cref="FunctionInvoker"/>.
/// </summary>
internal static class GeneratedFunctions
{
    private const string Field = "Invoker";

    private static readonly MethodInfo Invoke = typeof(IFunctionInvoker).GetMethod(
        nameof(IFunctionInvoker.InvokeAsync)
    )!;

    public static Type Make(IEnumerable<WorkerFunction> functions)
    {
        var name = new AssemblyName(nameof(GeneratedFunctions));
        var type = AssemblyBuilder
            .DefineDynamicAssembly(name, AssemblyBuilderAccess.Run)
            .DefineDynamicModule(nameof(GeneratedFunctions))
            .DefineType("WorkerFunctions", TypeAttributes.Public);
        var invoker = type.DefineField(Field, typeof(IFunctionInvoker), FieldAttributes.Public);
        foreach (var function in functions)
        {
            Add(type, invoker, function, [.. FunctionParameter.Of(function)]);
        }

        return type.CreateType();
    }

    private static void Add(
        TypeBuilder type,
        FieldInfo invoker,
        WorkerFunction function,
        FunctionParameter[] parameters
    )
    {
        Type[] types = [.. parameters.Select(p => p.Type)];
        var returns = function.IsDurable ? typeof(Task<object>) : typeof(Task);
        var method = type.DefineMethod(function.Name, MethodAttributes.Public, returns, types);
        method.SetCustomAttribute(BindingAttributes.Make<FunctionNameAttribute>([function.Name]));
        if (function.IsHttp || function.IsTimer)
        {
            method.SetCustomAttribute(BindingAttributes.Make<NoAutomaticTriggerAttribute>([]));
        }

        foreach (var (index, parameter) in parameters.Index())
        {
            var builder = method.DefineParameter(index + 1, ParameterAttributes.None, parameter.Name);
            if (parameter.Attribute is { } attribute)
            {
                builder.SetCustomAttribute(attribute);
            }
        }

        Write(method.GetILGenerator(), invoker, function.Name, types);
    }

    /// <summary><c>return this.Invoker.InvokeAsync(name, new object[] { … });</c></summary>
    private static void Write(ILGenerator code, FieldInfo invoker, string name, Type[] types)
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, invoker);
        code.Emit(OpCodes.Ldstr, name);
        code.Emit(OpCodes.Ldc_I4, types.Length);
        code.Emit(OpCodes.Newarr, typeof(object));
        foreach (var (index, type) in types.Index())
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldc_I4, index);
            code.Emit(OpCodes.Ldarg, (short)(index + 1));
            if (type.IsValueType)
            {
                code.Emit(OpCodes.Box, type);
            }

            code.Emit(OpCodes.Stelem_Ref);
        }

        code.Emit(OpCodes.Callvirt, Invoke);
        code.Emit(OpCodes.Ret);
    }

    /// <summary>Makes the generated class, with what its methods call.</summary>
    internal sealed class Activator(IFunctionInvoker invoker) : IJobActivator
    {
        public T CreateInstance<T>()
        {
            var instance = System.Activator.CreateInstance<T>();
            typeof(T).GetField(Field)!.SetValue(instance, invoker);
            return instance;
        }
    }
}
