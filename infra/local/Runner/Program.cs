using Runner;

return await RunnerProgram.RunAsync(args);
