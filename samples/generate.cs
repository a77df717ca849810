#!/usr/bin/env dotnet
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:include generator/*.cs

// Writes published.csv, submissions/ and drops/: dotnet run samples/generate.cs
// generator/Tables.cs says what has to come out and what is handed in; the rest only spells it.
// Same tables, same bytes: own random numbers with a fixed seed, no clock, no culture, nothing but + - * / on doubles.

using System.Globalization;
using SmartToyonaka.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = AppContext.GetData("EntryPointFileDirectoryPath") as string
    ?? throw new InvalidOperationException("Run it as: dotnet run samples/generate.cs");
var dice = new Dice(2021);
var city = new City(Path.Combine(folder, "..", "functions", "Domain", "Organisation", "departments.csv"), dice);

PublishedFigures.Write(folder);
Submissions.Write(folder, city.Register);
new Drops(city, dice).Write(folder);
