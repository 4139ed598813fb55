// A virtual run watches the whole thread pool, so tests take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
