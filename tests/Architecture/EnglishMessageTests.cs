using System.Reflection;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>
/// Every message that there is in both languages is English in English: whatever it is told of, Japanese stands only between “ and ”, as
/// what is in a file, or is to be typed there.
/// </summary>
public sealed partial class EnglishMessageTests
{
    private static readonly Section Own = ReferenceData.BuiltInRegister.Newest("0101")! with { Name = "Planning", BureauName = "Bureau" };
    private static readonly FiscalMonth Month = new(2021, 4);

    // What messages may be told of; other records are made of these.
    private static readonly Dictionary<Type, object?[]> Told = new()
    {
        [typeof(string)] = ["x", ""],
        [typeof(bool)] = [true, false],
        [typeof(int)] = [3, 1],
        [typeof(long)] = [3L, 1L],
        [typeof(decimal)] = [3m],
        [typeof(char)] = ['x'],
        [typeof(object)] = ["x"],
        [typeof(BilingualText)] = [new BilingualText("文", "text")],
        [typeof(FiscalMonth)] = [Month],
        [typeof(FiscalYear)] = [Month.FiscalYear],
        [typeof(DateOnly)] = [new DateOnly(2021, 4, 1)],
        [typeof(DateTimeOffset)] = [new DateTimeOffset(2021, 4, 1, 0, 0, 0, TimeSpan.Zero)],
        [typeof(Measure)] = [.. MeasureRegistry.Current.All.Where(m => m.Parts.Count > 1)],
        [typeof(Section)] = [Own],
        [typeof(OutlierRule)] = [.. ReferenceData.BuiltInCatalogue.Checks.Jumps],
        [typeof(Indicator)] = [.. ReferenceData.BuiltInCatalogue.Indicators],
    };

    /// <summary>The classes of messages of every room.</summary>
    public static TheoryData<string> Classes => [.. Messages().Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Every_message_is_english_in_english(string name)
    {
        var type = typeof(BilingualText).Assembly.GetType(name)!;
        Assert.DoesNotContain(type.GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .SelectMany(m => Said(m).Select(t => $"{m.Name}: {t.En}")), t => Japanese().IsMatch(Quoted().Replace(t, "")));
    }

    [Theory]
    [InlineData("DropRowMessages")]
    [InlineData("DropCellMessages")]
    [InlineData("DropFileMessages")]
    [InlineData("HoldMessages")]
    [InlineData("WarningMessages")]
    [InlineData("SheetMessages")]
    public void Messages_of_drops_are_among_them(string name) => Assert.Contains(name, Messages().Select(t => t.Name));

    private static IEnumerable<Type> Messages() => typeof(BilingualText).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: true, IsSealed: true } && t.Name.EndsWith("Messages", StringComparison.Ordinal))
        .Where(t => t.GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly).Any(m => IsTold(TypeOf(m))))
        .OrderBy(t => t.FullName, StringComparer.Ordinal);

    private static Type? TypeOf(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: false } m => m.ReturnType,
        PropertyInfo p => p.PropertyType,
        FieldInfo f => f.FieldType,
        _ => null,
    };

    private static bool IsTold(Type? type) => type == typeof(BilingualText) || type == typeof(DropError) || type == typeof(DropWarning);

    private static IEnumerable<BilingualText> Said(MemberInfo member) => !IsTold(TypeOf(member)) ? [] : member switch
    {
        MethodInfo m => Calls([.. m.GetParameters()]).Select(a => m.Invoke(null, a)).Select(Text),
        PropertyInfo p => [Text(p.GetValue(null))],
        _ => [Text(((FieldInfo)member).GetValue(null))],
    };

    private static BilingualText Text(object? said) => said switch
    {
        DropError e => e.Text,
        DropWarning w => w.Text,
        _ => (BilingualText)said!,
    };

    // Each parameter's samples, the others being its first.
    private static IEnumerable<object?[]> Calls(ParameterInfo[] parameters)
    {
        var samples = parameters.Select(p => new NullabilityInfoContext().Create(p).ReadState == NullabilityState.Nullable
            && Nullable.GetUnderlyingType(p.ParameterType) is null ? [.. Samples(p.ParameterType), null]
            : Samples(p.ParameterType)).ToList();
        return Enumerable.Range(0, samples.Select(s => s.Length).DefaultIfEmpty(1).Max())
            .Select(at => samples.Select(s => s[Math.Min(at, s.Length - 1)]).ToArray());
    }

    private static object?[] Samples(Type type)
    {
        if (Told.TryGetValue(type, out var values))
        {
            return values;
        }

        if (Nullable.GetUnderlyingType(type) is { } of)
        {
            return [null, .. Samples(of)];
        }

        if (type.IsEnum)
        {
            return [.. Enum.GetValues(type)];
        }

        if (type.IsInterface && type.GetGenericArguments() is [var item])
        {
            return [.. new[] { 1, 0, 20 }.Select(count => List(item, count))];
        }

        var made = type.GetConstructors().OrderBy(c => c.GetParameters().Length).Last();
        return [made.Invoke([.. made.GetParameters().Select(p => Samples(p.ParameterType)[0])])];
    }

    private static Array List(Type item, int count)
    {
        var list = Array.CreateInstance(item, count);
        for (var i = 0; i < count; i++)
        {
            list.SetValue(Samples(item)[0], i);
        }

        return list;
    }

    [GeneratedRegex("[\u3041-\u30ff\u4e00-\u9fff]")]
    private static partial Regex Japanese();

    [GeneratedRegex("“[^”]*”")]
    private static partial Regex Quoted();
}
