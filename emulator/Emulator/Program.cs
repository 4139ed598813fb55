using Emulator;

return await ServerCommand.Create(TimeProvider.System).Parse(args).RunAsync();
