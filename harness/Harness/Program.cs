using System.CommandLine;
using Harness.Commands;

var run = new RunCommand(TimeProvider.System);
RootCommand root = new($"Flies scenarios against the emulator, in process, and judges the clients in them. {ExitCode.Explained}");
run.AddTo(root);
Command runCommand = new("run", "Fly scenarios; the same as giving no command.");
run.AddTo(runCommand);
root.Add(runCommand);
root.Add(new AuditCommand().Build());
root.Add(new ValidateCommand().Build());
root.Add(new FaultsCommand(TimeProvider.System).Build());
root.Add(new FactsCommand().Build());

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync($"{error.Message} Run with --help to see what there is.");
    }

    return ExitCode.UnusableInput;
}

return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
