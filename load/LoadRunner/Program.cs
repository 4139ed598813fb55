using LoadRunner.Cli;

return await LoadCommand.RunAsync(args, TimeProvider.System);
