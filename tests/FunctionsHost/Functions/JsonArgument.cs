using System.Reflection;
using Microsoft.DurableTask;

namespace FunctionsHost.Functions;

/// <summary>A parameter whose value comes as JSON.</summary>
internal static class JsonArgument
{
    public static object? Read(FunctionMethod function, ParameterInfo parameter, string? json, DataConverter converter)
    {
        if (json is not null)
        {
            return converter.Deserialize(json, parameter.ParameterType);
        }

        if (parameter.HasDefaultValue)
        {
            return parameter.DefaultValue;
        }

        var canBeNull =
            !parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null;
        return canBeNull ? null : throw new InputBindingException(function, parameter.Name!);
    }
}
