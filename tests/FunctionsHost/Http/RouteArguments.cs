using System.ComponentModel;
using System.Reflection;
using FunctionsHost.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace FunctionsHost.Http;

/// <summary>The parameters of an HTTP function: the request, and route values by name.</summary>
internal static class RouteArguments
{
    public static Arguments Of(FunctionMethod function, RoutePattern pattern)
    {
        if (function.TriggerParameter.ParameterType != typeof(HttpRequest))
        {
            throw HostStartException.Of(function, $"[HttpTrigger] stands on an {nameof(HttpRequest)}.");
        }

        return Arguments.Of(
            function,
            i => i.TriggerValue,
            p => pattern.GetParameter(p.Name!) is null ? null : Reader(function, p)
        );
    }

    private static Func<Invocation, object?> Reader(FunctionMethod function, ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var converter = TypeDescriptor.GetConverter(type);
        if (!converter.CanConvertFrom(typeof(string)))
        {
            throw HostStartException.Of(
                function,
                $"a route value cannot become a {type.Name} (parameter '{parameter.Name}')."
            );
        }

        return invocation =>
            invocation.Data.GetValueOrDefault(parameter.Name!) switch
            {
                null => parameter.HasDefaultValue ? parameter.DefaultValue : null,
                string text => Convert(converter, text, parameter),
                var value => value,
            };
    }

    private static object? Convert(TypeConverter converter, string text, ParameterInfo parameter)
    {
        try
        {
            return converter.ConvertFromInvariantString(text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            throw new BadHttpRequestException(
                $"The route value '{parameter.Name}' is not a {parameter.ParameterType.Name}.",
                e
            );
        }
    }
}
