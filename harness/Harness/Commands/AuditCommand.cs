using System.CommandLine;
using Auditor;
using Auditor.Lines;
using ScenarioFile;

namespace Harness.Commands;

/// <summary><c>audit</c>: judge a journal that is already there, whoever the client was.</summary>
internal sealed class AuditCommand
{
    private readonly Argument<string> _journal = new("journal") { Description = "The emulator's journal, JSONL." };

    private readonly Option<string?> _limits = new("--limits")
    {
        Description = "A scenario file whose expect section says which limits must hold.",
    };

    private readonly Option<string[]> _audit = new("--audit")
    {
        Description = "The client's audit log; give it once for each client.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Command Build()
    {
        Command command = new("audit", "Judge a journal: limits in every window position, Retry-After, what was repeated.") { _journal, _limits, _audit };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        try
        {
            var expectations = arguments.GetValue(_limits) is { } file
                ? ScenarioDocument.Load(file).Section<Expectations>("expect") ?? new Expectations()
                : new Expectations();
            var logs = arguments.GetValue(_audit) is { Length: > 0 } files
                ? files.Select(AuditReader.ReadFile).ToList()
                : null;
            var verdict = JournalAuditor.Judge(JournalReader.ReadFile(arguments.GetValue(_journal)!), expectations, logs);
            Console.Out.Write(VerdictText.Of(verdict));
            return verdict.IsClean ? ExitCode.Clean : ExitCode.Findings;
        }
        catch (Exception e) when (e is ScenarioFormatException or LogFormatException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.UnusableInput;
        }
    }
}
