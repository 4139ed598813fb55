using Emulator.BrowserTests;

// One browser for all, and one test at a time: two at once would only wait for the machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(ChromiumFixture))]
